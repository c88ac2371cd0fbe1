"""What config.yaml and corpus.yaml may say: the only declaration of both files."""

from __future__ import annotations

from datetime import date

import msgspec

from rkbrief.model import Reliability


class QuestionConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question that the analyst asks of the corpus.

    ``terms``: words of which a forecast on the question holds some; ``affirm`` and ``deny``:
    words that tell the stance of such a forecast.
    """

    id: str
    ask: str
    ask_en: str = ""
    terms: tuple[str, ...] = ()
    affirm: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()


class ArticleNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a person knows of one file, in place of what the page says."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    reliability: Reliability | None = None
    note: str | None = None


class OutletNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a person knows of one publisher."""

    name_en: str | None = None
    reliability: Reliability | None = None
    note: str | None = None


class CorpusConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A corpus.yaml: all that knows a topic.

    ``glossary``: Japanese term to English. ``aliases``: a name to its other spellings.
    """

    title: str | None = None
    articles: dict[str, ArticleNote] = {}
    outlets: dict[str, OutletNote] = {}
    glossary: dict[str, str] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    questions: tuple[QuestionConfig, ...] = ()
