"""Source text in a brief keeps its characters and adds no structure (faults F04, F05)."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup

from rkbrief.brief.markdown import Markdown, as_markdown, escape, joined, quoted, strong
from rkbrief.safe_text import show

PARSERS = [MarkdownIt("commonmark").enable("table"), MarkdownIt("gfm-like")]
FORMS = [
    "{}",
    "前{}後",
    "- {}\n- x",
    "1. {}",
    "> {}",
    "# {}",
    "**x** {} y",
    "| a | b |\n|---|---|\n| {} | x |",
    "[[S1:1]](#s1-1) {}",
]
HOSTILE = [
    "# 見出し",
    "#",
    "===",
    "---",
    "- 項目",
    "+ x",
    "1. 一",
    "2024. 年",
    "1) x",
    "```\ncode",
    "~~~",
    "    code",
    "\tcode",
    "\u3000\u3000段落",
    "<script>alert(1)</script>",
    "<!-- 隠す -->",
    "[x]: http://example.com",
    "[x](http://example.com)",
    "![](http://example.com/a.png)",
    "a | b",
    "10~20年前と30~40年前",
    "~~消す~~",
    "*強調* と _強調_",
    "**「蜜月」**は",
    "&lt;b&gt; &amp; &#42;",
    "http://example.com/?a=b",
    "//localhost",
    "www.example.com",
    "mail@example.com",
    "a\\",
    "a\\*b",
    "一行目\n二行目\n\n段落",
    "> 引用",
    "|---|",
    ":---",
    "$x$ と $y$",
    "`code`",
    "\u00a0",
    " ",
    "\u2028x",
    "[S1:1](#s1-1)",
    "://e.example",
    ":/",
]
text = st.text(st.characters() | st.sampled_from("\n\t \u3000#*_[]()<>&|~`!\\-+=.:/@$1a「」。"))


def read(parser: MarkdownIt, source: str) -> tuple[str, list[str]]:
    """Return the text that a reader sees and the kinds of blocks around it."""
    tokens = parser.parse(source)
    seen = []
    for token in tokens:
        for child in token.children or []:
            assert child.type in {"text", "link_open", "link_close", "strong_open", "strong_close"}
            if child.type == "text":
                seen.append(child.content)
    return "".join(seen), [t.type for t in tokens]


@pytest.mark.parametrize("parser", PARSERS, ids=["commonmark", "gfm"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("source", HOSTILE)
def test_f04_hostile_text_is_shown_as_it_is(parser: MarkdownIt, form: str, source: str) -> None:
    seen, blocks = read(parser, form.format(escape(source)))
    plain, plain_blocks = read(parser, form.format("x"))
    del plain
    assert show(source) in seen
    assert blocks == plain_blocks


@given(text)
@example("a\n\n# b")
@example("1.\n")
@example("://a")
def test_f04_any_text_renders_as_its_shown_characters_in_one_paragraph(source: str) -> None:
    if not source:
        return
    for parser in PARSERS:
        seen, blocks = read(parser, escape(source))
        assert seen == show(source)
        assert blocks == ["paragraph_open", "inline", "paragraph_close"]


@given(text)
def test_f04_any_text_stays_within_its_cell(source: str) -> None:
    for parser in PARSERS:
        table = f"| a | b |\n|---|---|\n| {escape(source)} | x |"
        seen, blocks = read(parser, table)
        assert seen == f"ab{show(source)}x"
        assert blocks.count("td_open") == 2


def test_escaping_what_is_escaped_already_changes_nothing() -> None:
    assert as_markdown(escape("*a*")) == escape("*a*")
    assert isinstance(as_markdown(Markdown("**b**") + Markdown("c")), Markup)


def test_a_plain_string_is_escaped_and_none_is_nothing() -> None:
    assert as_markdown("*a*") == "\\*a\\*"
    assert as_markdown(None) == ""
    assert joined(["*a*", Markdown("*b*")], " + ") == "\\*a\\* + *b*"


@pytest.mark.parametrize("words", ["「蜜月」", "約1万発。", "Will it last?", "(x)", "…"])
@pytest.mark.parametrize("form", ["- {} は\n", "{}\n", "| a |\n|---|\n| {} → x |", "1. {}\n"])
def test_f05_bold_renders_bold_around_japanese_punctuation(words: str, form: str) -> None:
    html = MarkdownIt("gfm-like").render(form.format(strong(words)))
    assert f"<strong>{words}</strong>" in html


@pytest.mark.parametrize(
    ("words", "language", "shown"),
    [
        ("約1万発", "en", "“約1万発”"),
        ("約1万発", "ja", "「約1万発」"),
        ("「蜜月」は", "ja", "“「蜜月」は”"),
        ("a “b”", "en", "「a “b”」"),
        ("「“", "ja", "«「“»"),
    ],
)
def test_quotation_marks_do_not_meet_their_like_inside(
    words: str, language: str, shown: str
) -> None:
    assert quoted(words, language=language) == shown
