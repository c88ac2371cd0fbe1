"""What config.yaml and corpus.yaml may say: the only declaration of both files.

A struct's fields are the file's keys and their defaults are the file's defaults.
:func:`resolve_config` lays flags over the environment over the files over the defaults; how
YAML is read and checked is :mod:`rkbrief.settings`'s business.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import msgspec

from rkbrief.allowed import Format, Language, Method, Tlp, Tokenizer
from rkbrief.errors import ConfigError
from rkbrief.model import Reliability
from rkbrief.settings.corpora import CorpusName, NamedCorpus, PathText, lay_corpus
from rkbrief.settings.layers import Resolved, read_texts, resolve
from rkbrief.settings.nodes import read_bytes
from rkbrief.settings.reading import Reading, read_settings
from rkbrief.settings.types import quote

Count = Annotated[int, msgspec.Meta(ge=1, le=1000)]
Cells = Annotated[int, msgspec.Meta(ge=1, le=2)]
Jobs = Annotated[int, msgspec.Meta(ge=0, le=256)]
Bytes = Annotated[int, msgspec.Meta(ge=1, le=1 << 30)]
StoreBytes = Annotated[int, msgspec.Meta(ge=1 << 20, le=1 << 40)]


class SummaryConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How sentences are picked.

    ``sentences`` an article, ``corpus_sentences`` for all articles together.
    """

    method: Method = "coverage"
    sentences: Count = 3
    corpus_sentences: Count = 7


# BRIEF: what brief/ asks for.
class SectionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One section of a brief: whether it stands, and how many items it lists.

    ``limit`` None is what the set of sections says for it.
    """

    show: bool = True
    limit: Count | None = None


class BriefSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a brief looks like.

    ``timeline``: whether the days that forecasts name are drawn for Mermaid, too.
    ``templates``: sets of section names beside the built-in ones. ``template_folder``: a
    folder of ``NAME.md.j2`` files that replace or add sections, None for the built-in ones.
    """

    language: Language = "en"
    template: str = "standard"
    author: str | None = None
    audience: str | None = None
    tlp: Tlp | None = None
    timeline: bool = True
    sections: dict[str, SectionSettings] = {}
    templates: dict[str, tuple[str, ...]] = {}
    template_folder: PathText | None = None


# END OF BRIEF


class DashboardSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the dashboard looks and which keys it takes.

    ``theme`` and ``language`` None are its own dark theme and the brief's language.
    ``ambiguous_width``: the cells that the terminal gives characters such as ○ and ─.
    ``keys``: what a key does (``export``) to its keys, parted by commas.
    """

    theme: str | None = None
    language: Language | None = None
    ambiguous_width: Cells = 1
    keys: dict[str, str] = {}


class CacheSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whether what was found in articles is kept between runs, and in how many bytes at most."""

    use: bool = True
    max_bytes: StoreBytes = 512 * 1024 * 1024


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A config.yaml: how rkbrief works. It names no topic; that is corpus.yaml's.

    ``corpus``: files and folders of articles. ``corpus_file``: a corpus.yaml in another
    place than beside the articles. ``corpora``: several corpora by their names, of which
    ``corpus_name`` is the one that is read; None for ``corpus``. ``as_of`` None is
    SOURCE_DATE_EPOCH, else today. ``since`` and ``until`` bound the date of publication, both
    inclusive. ``jobs``: processes; 0 is one a core, in a script one. ``scheduler``: the Dask
    cluster that takes their place, None for this machine. ``output``: the folder that briefs go
    to. ``curation``: the file that holds what the analyst pinned, dropped, corrected and wrote.
    """

    corpus: tuple[PathText, ...] = ("seeds",)
    corpus_file: PathText | None = None
    corpora: dict[CorpusName, NamedCorpus] = {}
    corpus_name: str | None = None
    output: PathText = "briefs"
    curation: PathText = "curation.yaml"
    format: Format = "md"
    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    summary: SummaryConfig = SummaryConfig()
    brief: BriefSettings = BriefSettings()
    dashboard: DashboardSettings = DashboardSettings()
    cache: CacheSettings = CacheSettings()
    tokenizer: Tokenizer = "janome"
    jobs: Jobs = 0
    scheduler: str | None = None
    strict: bool = False
    follow_symlinks: bool = False
    max_file_bytes: Bytes = 5 * 1024 * 1024


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
    """What a person knows of one publisher; ``name_en`` stands beside its name in English."""

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


FLAGS: Mapping[str, str] = {
    "ambiguous-width": "dashboard.ambiguous_width",
    "as-of": "as_of",
    "cache": "cache.use",
    "corpus": "corpus_file",
    "corpus-name": "corpus_name",
    "follow-symlinks": "follow_symlinks",
    "format": "format",
    "jobs": "jobs",
    "language": "brief.language",
    "method": "summary.method",
    "sentences": "summary.sentences",
    "scheduler": "scheduler",
    "since": "since",
    "strict": "strict",
    "template": "brief.template",
    "theme": "dashboard.theme",
    "tokenizer": "tokenizer",
    "until": "until",
    "output": "output",
}
"""The flag that sets a key; its variable is RKBRIEF_ and the flag in capitals."""


def load_config(path: Path | None = None) -> Config:
    """Return the settings that hold here; see :func:`resolve_config`."""
    return resolve_config(path).settings


def resolve_config(
    path: Path | None = None,
    *,
    flags: Mapping[str, str] | None = None,
    environ: Mapping[str, str] | None = None,
    choose_corpus: bool = True,
) -> Resolved[Config]:
    """Lay ``flags`` (name to text) over RKBRIEF_* over the config file over the user's own.

    What the corpus says that ``corpus_name`` names lies over the files and under the rest, unless
    ``choose_corpus`` is False: where the articles are named otherwise.

    The config file is ``path``, else RKBRIEF_CONFIG, else ./config.yaml if there is one. One
    that was only found, not named, may not reach outside its folder.

    Raises:
        ConfigError: with every problem of every source, a line each.
    """
    environ = os.environ if environ is None else environ
    named = path or (Path(environ["RKBRIEF_CONFIG"]) if environ.get("RKBRIEF_CONFIG") else None)
    found = Path("config.yaml")
    readings = []
    if (own := _own_config(environ)) is not None:
        readings.append(_read_config(own, confined=False))
    if named is not None:
        readings.append(_read_config(named, confined=False))
    elif os.path.lexists(found):
        readings.append(_read_config(found, confined=True))
    of_files = len(readings)
    texts = {
        key: (name, environ[name])
        for flag, key in FLAGS.items()
        if environ.get(name := "RKBRIEF_" + flag.upper().replace("-", "_"))
    }
    readings.append(read_texts(texts, Config))
    typed = {FLAGS[flag]: (f"--{flag}", text) for flag, text in (flags or {}).items()}
    readings.append(read_texts(typed, Config))
    resolved = resolve(readings, Config)
    wanted = resolved.settings.corpus_name
    if wanted is not None and choose_corpus:
        told = resolve(readings[:of_files], Config).settings
        chosen = lay_corpus(
            wanted,
            told.corpora,
            output=told.output,
            curation=told.curation,
            origins=resolved.origins,
        )
        resolved = resolve([*readings[:of_files], chosen, *readings[of_files:]], Config)
    if named is None and os.path.lexists(found):
        _confine_untold(resolved, found)
    return resolved


def _confine_untold(resolved: Resolved[Config], found: Path) -> None:
    """See that no place that the config ``found`` leaves at its default is a link to elsewhere.

    Raises:
        ConfigError: one is; who lays out a folder lays out its links, too.
    """
    for key, place in (
        ("output", resolved.settings.output),
        ("curation", resolved.settings.curation),
    ):
        origin = resolved.origins.get(key, str(found))
        if origin.startswith(str(found)) and not _stays_within(place, found.parent):
            raise ConfigError(f"{origin}: {key}: {place} is {_outside(found)}")


def _stays_within(place: str | Path, folder: Path) -> bool:
    """Tell whether a path, its links followed, lies below a folder."""
    return Path(os.path.realpath(place)).is_relative_to(os.path.realpath(folder))


def _outside(found: Path) -> str:
    """Say that something lies outside the folder of a config that was only found."""
    return (
        f"outside the folder of {found}, which was found and not named; "
        f"to trust it, say --config {found}"
    )


def config_files(path: Path | None, environ: Mapping[str, str] | None = None) -> list[Path]:
    """Return the files that :func:`resolve_config` looks for, whether they are there or not."""
    environ = os.environ if environ is None else environ
    own = _place_own(environ)
    named = path or Path(environ.get("RKBRIEF_CONFIG") or "config.yaml")
    return [named] if own is None else [own, named]


def _own_config(environ: Mapping[str, str]) -> Path | None:
    """Return the user's config file, None when there is none."""
    own = _place_own(environ)
    found = own is not None and os.path.isfile(own)  # noqa: PTH113 - one that may not be seen is none
    return own if found else None


def _place_own(environ: Mapping[str, str]) -> Path | None:
    """Return where the user's config file would be, None without a home."""
    base = environ.get("XDG_CONFIG_HOME") or ""
    if not Path(base).is_absolute():  # the XDG specification ignores relative ones
        if not environ.get("HOME"):
            return None
        base = f"{environ['HOME']}/.config"
    return Path(base) / "rkbrief" / "config.yaml"


def _read_config(path: Path, *, confined: bool) -> Reading:
    """Read one config file; ``confined`` keeps its paths below its folder."""

    def locate(text: str) -> str:
        if not text.strip() or "\0" in text:
            raise ValueError(f"expected a path, found {quote(text)}")
        place = path.parent / os.path.expanduser(text)  # noqa: PTH111 - never raises
        if confined and not _stays_within(place, path.parent):
            raise ValueError(_outside(path))
        return str(place)

    try:
        data = read_bytes(path)
    except ConfigError as error:
        return Reading(problems=[str(error)])
    reading = read_settings(data, Config, name=str(path), locate=locate)
    if confined and reading.values.get("scheduler") is not None:
        reading.problems.append(
            f"{reading.places['scheduler']}: scheduler: {path} was found and not named, so it may "
            f"not send articles to other machines; to trust it, say --config {path}"
        )
    return reading


def find_corpus_file(paths: Sequence[Path]) -> Path | None:
    """Return the corpus.yaml beside the articles ``paths``, None when there is none.

    Raises:
        ConfigError: there is more than one, so that a person must choose; or it is a link that
            leads away from the articles.
    """
    # What is there and no file, or a link to nothing, is told by who reads it.
    found = [place for place in corpus_files(paths) if os.path.lexists(place)]
    if len(found) > 1:
        names = ", ".join(str(place) for place in found)
        raise ConfigError(f"more than one corpus.yaml ({names}); choose one with --corpus FILE")
    if found and not _stays_within(found[0], found[0].parent):
        raise ConfigError(
            f"{found[0]}: a symbolic link to outside the corpus; to use it, say --corpus {found[0]}"
        )
    return found[0] if found else None


def corpus_files(paths: Iterable[Path | str]) -> list[Path]:
    """Return where a corpus.yaml beside the articles ``paths`` would be."""
    return list(
        dict.fromkeys(
            (Path(path) if os.path.isdir(path) else Path(path).parent) / "corpus.yaml"  # noqa: PTH112 - never raises
            for path in paths
        )
    )


def load_corpus(path: Path | None) -> CorpusConfig:
    """Return what the corpus.yaml ``path`` says; None is a corpus nobody wrote about.

    Raises:
        ConfigError: with every problem of the file, a line each.
    """
    if path is None:
        return CorpusConfig()
    reading = read_settings(read_bytes(path), CorpusConfig, name=str(path))
    reading.problems += _find_twice(reading)
    return resolve([reading], CorpusConfig).settings


def _find_twice(reading: Reading) -> Iterator[str]:
    """Yield a problem for each question with an id that one before it has."""
    seen: set[str] = set()
    for index, question in enumerate(reading.values.get("questions", ())):
        name = question.get("id")
        if name in seen:
            key = f"questions[{index}].id"
            yield f"{reading.places[key]}: {key}: {quote(name)} names another question already"
        elif name is not None:
            seen.add(name)


def today(environ: Mapping[str, str] | None = None) -> date:
    """Return the day of SOURCE_DATE_EPOCH (reproducible-builds.org), else today.

    Raises:
        ConfigError: SOURCE_DATE_EPOCH is no number of seconds.
    """
    epoch = (os.environ if environ is None else environ).get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(f"SOURCE_DATE_EPOCH: expected seconds, found {epoch}") from error
