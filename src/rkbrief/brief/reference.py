"""How a source is named: outlet, title, author, date, each said to be missing where it is."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt

from rkbrief.brief.markdown import Markdown, escape, joined, quoted
from rkbrief.brief.phrases import Phrases
from rkbrief.model import Article

_LONGEST_TITLE = 70
_LANGUAGES = ("en", "ja")


def say_reference(say: Phrases, article: Article) -> Markdown:
    """Write outlet, title, author and date of a source (after ICD 206)."""
    published = article.published
    parts = [
        _outlet(say, article),
        _title(say, article),
        escape(article.author) if article.author else say.say("sources.no_author"),
        say.day(published) if published else say.say("sources.undated"),
    ]
    return joined(parts, say.say("marks.comma"))


def _outlet(say: Phrases, article: Article) -> Markdown:
    """Write the publisher; for readers of English with the name that corpus.yaml gives it."""
    if not article.publisher:
        return say.say("sources.no_outlet")
    name, english = article.publisher, article.publisher_en
    if say.language == "en" and english and english != name:
        return escape(f"{name} ({english})")
    return escape(name)


def _title(say: Phrases, article: Article) -> Markdown:
    """Write a source's title in quotation marks, its beginning when it is very long."""
    if not article.title:
        return say.say("sources.no_title")
    title = article.title
    kept = title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE] + "…"
    return quoted(kept, language=say.language)


def describe(article: Article) -> tuple[str, ...]:
    """Return the reference of a source in each language, as a reader sees it."""
    told = []
    for language in _LANGUAGES:
        tokens = _parser().parseInline(str(say_reference(Phrases(language), article)))
        children = tokens[0].children or []
        told.append("".join("\n" if c.type == "softbreak" else c.content for c in children))
    return tuple(told)


@cache
def _parser() -> MarkdownIt:
    """Return one parser for all: to make one takes longer than to parse a line."""
    return MarkdownIt("commonmark")
