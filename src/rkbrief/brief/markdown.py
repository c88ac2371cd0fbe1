"""Text into Markdown that shows exactly that text and adds no structure.

:class:`Markdown` is the only str that a template writes as it stands; whatever else it is
given goes through :func:`escape` first. The rules are CommonMark 0.31's and GFM's, with the
readers' extensions that act on plain text (autolinks without brackets, one tilde as
strike-through, ``$`` as mathematics).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from rkbrief.safe_text import show

_ACTIVE = re.compile(
    r"[\\`*_\[\]<>&~|$@]"
    r"|:(?=/)"  # http://
    r"|(?<=/)/"  # //host
    r"|(?<=\S)\.(?=[^\W\d_])"  # example.com
)
_OPENING = re.compile(r"[#+\-=:]|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)")
_TAG = re.compile(r'(?P<kept>\\.|<a id="[A-Za-z0-9-]+">|</a>)|<(?=[A-Za-z/!?])', re.DOTALL)
_QUOTES = {
    "en": (("“", "”"), ("「", "」"), ("«", "»")),
    "ja": (("「", "」"), ("“", "”"), ("«", "»")),
}

_BRACKETS = (("〔", "〕"), ("⟦", "⟧"), ("⦅", "⦆"))


class Markdown(Markup):
    """Markdown that may stand in a brief as it is.

    A Markup, so that Jinja's macros and its joining of strings keep the type; the HTML
    escaping that Markup would do never meets source text, because no plain str with source
    text is ever handed to a template.
    """

    __slots__ = ()


def escape(text: str) -> Markdown:
    """Return Markdown that renders as ``show(text)``, in a paragraph, a cell or a link.

    Line feeds, tabs and outer blanks become character references: they stay in the text and
    cannot begin a line.
    """
    shown = show(text)
    opening = _OPENING.match(shown)
    escaped = _ACTIVE.sub(lambda m: f"\\{m[0]}", shown)
    number = (opening["number"] or "") if opening else ""
    if opening and not escaped.startswith("\\", len(number)):  # ://, escaped already
        escaped = f"{number}\\{escaped[len(number) :]}"
    body = escaped.strip()
    if not body:
        return Markdown("".join(f"&#{ord(c)};" for c in escaped))
    at = escaped.index(body)
    before, after = escaped[:at], escaped[at + len(body) :]
    body = body.replace("\n", "&#10;").replace("\t", "&#9;")
    edges = ["".join(f"&#{ord(c)};" for c in edge) for edge in (before, after)]
    return Markdown(f"{edges[0]}{body}{edges[1]}")


def as_markdown(value: object) -> Markdown:
    """Return what a template may write for ``value``: Jinja's ``finalize``.

    None becomes nothing. Undefined values pass, so that Jinja can refuse them itself.
    """
    if value is None:
        return Markdown("")
    if isinstance(value, str) and not isinstance(value, Markup):
        return escape(value)
    if isinstance(value, bool | int | float):
        return Markdown(str(value))
    return value  # type: ignore[return-value]  # Markup, or Jinja's Undefined


def strong(text: str) -> Markdown:
    """Return ``text`` in bold; templates put blanks or line ends around it.

    CommonMark takes ``**「…」**は`` for plain asterisks: a mark that touches punctuation on
    its inside must have a blank or punctuation outside.
    """
    return Markdown(f"**{as_markdown(text)}**")


def quoted(text: str, *, language: str = "en") -> Markdown:
    """Return ``text`` between quotation marks that do not occur in it."""
    return _between(_QUOTES["ja" if language == "ja" else "en"], text)


def set_apart(text: str) -> Markdown:
    """Return ``text`` between brackets that stand for no quotation: the words of a digest."""
    return _between(_BRACKETS, text)


def show_html(markdown: str) -> str:
    """Return Markdown whose HTML is shown, as the page shows it: a tag, a comment, a bare link.

    A brief's own anchors stay.
    """
    return _TAG.sub(lambda found: found["kept"] or "\\<", markdown)


def _between(pairs: tuple[tuple[str, str], ...], text: str) -> Markdown:
    """Return ``text`` between the first pair of marks that does not occur in it."""
    free = [pair for pair in pairs if pair[0] not in text and pair[1] not in text]
    first, last = (free or pairs)[0]
    return Markdown(f"{first}{escape(text)}{last}")


def joined(parts: Iterable[str], separator: str = ", ") -> Markdown:
    """Join pieces; a plain str among them is escaped, the separator is ours."""
    return Markdown(separator.join(as_markdown(part) for part in parts))
