"""What the documents say is so: every snippet that they mark as tried is tried."""

from __future__ import annotations

import shutil
import subprocess

from manpage import PAGE, exit_codes, man_page

from rkbrief.cli import command


def test_the_man_page_is_that_of_the_command() -> None:
    """To mend: python tools/manpage.py."""
    assert PAGE.read_text("utf-8") == man_page()


def test_the_man_page_names_every_exit_code() -> None:
    named = [code for code, _ in exit_codes()]
    assert named == ["0", "1", "2", "3", "4", "5", "6", "129, 130, 143", "141"]


def test_the_man_page_tells_every_option() -> None:
    page = man_page().replace("\\-", "-")
    assert [p.opts for p in command.params if p.opts[0] not in page and p.opts != ["paths"]] == []


def test_roff_has_nothing_to_say_about_the_man_page() -> None:
    if groff := shutil.which("groff"):  # not every machine has it
        page = subprocess.run(
            [groff, "-man", "-ww", "-Tutf8", str(PAGE)], capture_output=True, check=True
        )
        assert page.stderr == b""
