"""Several corpora in one config.yaml, by name: what each of them says in place of the rest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec

from rkbrief.errors import ConfigError
from rkbrief.settings.reading import Reading
from rkbrief.settings.types import quote, suggest

PathText = Annotated[str, msgspec.Meta(extra={"path": True})]
"""A place; in a file it is read from the file's own folder."""
_LETTER = "0-9A-Za-z\u3005\u3041-\u309f\u30a1-\u30ff\u3400-\u9fff"
CorpusName = Annotated[
    str,
    msgspec.Meta(
        pattern=f"^[{_LETTER}][{_LETTER}_-]{{0,49}}$",
        extra={"wanted": "a name of letters, digits, _ and -"},
    ),
]
"""What may name a corpus, and so a folder: nothing in it leads anywhere else."""


class NamedCorpus(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One corpus of several: where its articles lie, and where what is made of them goes.

    ``corpus_file`` None is the corpus.yaml beside its articles, ``output`` None the folder of
    its name in the folder for briefs, ``curation`` None the curation file with its name added.
    """

    corpus: tuple[PathText, ...]
    corpus_file: PathText | None = None
    output: PathText | None = None
    curation: PathText | None = None


def lay_corpus(
    name: str,
    corpora: Mapping[str, NamedCorpus],
    *,
    output: str,
    curation: str,
    origins: Mapping[str, str],
) -> Reading:
    """Return the settings of the corpus ``name``, to lie over those of the files.

    ``output`` and ``curation`` are the files' own; a corpus that names no place of its own gets
    one beside them, so that neither briefs nor an analyst's words of two corpora meet.

    Raises:
        ConfigError: there is no such corpus; the message lists those that there are.
    """
    if name not in corpora:
        known = ", ".join(sorted(corpora))
        there_is = f"; there is {known}" if known else "; the config names none under corpora"
        raise ConfigError(
            f"{origins['corpus_name']}: no corpus {quote(name)}{suggest(name, corpora)}{there_is}"
        )
    chosen, reading = corpora[name], Reading()
    notes = Path(curation)
    reading.values = {
        "corpus": chosen.corpus,
        "corpus_file": chosen.corpus_file,
        "output": chosen.output or str(Path(output) / name),
        "curation": chosen.curation or str(notes.with_name(f"{notes.stem}-{name}{notes.suffix}")),
    }
    reading.places = {
        key: origins.get(f"corpora.{name}.{key}", origins[f"corpora.{name}.corpus"])
        for key in reading.values
    }
    return reading
