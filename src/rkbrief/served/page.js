"use strict";
// The keys are the dashboard's as soon as it is there: nobody has to click on it first.
window.addEventListener("load", () => {
  const watch = new MutationObserver(() => {
    if (document.body.classList.contains("-first-byte")) {
      watch.disconnect();
      document.querySelector(".xterm-helper-textarea")?.focus();
    }
  });
  watch.observe(document.body, { attributeFilter: ["class"] });
});
