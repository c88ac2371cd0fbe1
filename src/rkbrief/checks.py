"""Settings against each other and against what they name: what no single value tells."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from rkbrief.brief.sections import SETS, lay_out
from rkbrief.config import Config, CorpusConfig
from rkbrief.errors import ConfigError, TemplateError
from rkbrief.model import Analysis
from rkbrief.settings.layers import Resolved
from rkbrief.settings.types import quote, suggest

Wrong = tuple[str, str]
"""The dotted key of a setting, and what is wrong with it."""


def require_settings(resolved: Resolved[Config]) -> None:
    """See that what the settings name is there, and that they go together.

    Raises:
        ConfigError: with every problem, each behind the place of the setting that makes it.
    """
    config = resolved.settings
    found = [*_check_files(config), *_check_sections(config), *_check_template(config)]
    if config.since and config.until and config.until < config.since:
        found.append(("until", f"{config.until} is before since, {config.since}"))
    found += _check_scheduler(config)
    if found:
        raise ConfigError(*(_tell(key, what, resolved) for key, what in found))


def _check_scheduler(config: Config) -> Iterator[Wrong]:
    """Yield what is wrong with the address of a cluster, where one is named."""
    if config.scheduler is None:
        return
    from rkbrief.cluster import require_cluster  # 5 ms, with the engine

    try:
        require_cluster(config.scheduler)
    except ConfigError as error:
        yield "scheduler", str(error)


def _check_files(config: Config) -> Iterator[Wrong]:
    """Yield each place that is named and is not there, or is of another kind."""
    # Not by the methods of Path, which raise over a name that is too long.
    if config.corpus_file is not None and not os.path.exists(config.corpus_file):  # noqa: PTH110
        yield "corpus_file", f"{config.corpus_file}: no such file"
    for key, place in (("corpus_file", config.corpus_file), ("curation", config.curation)):
        if place is not None and os.path.isdir(place):  # noqa: PTH112
            yield key, f"{place}: is a folder, not a file"
    folder = config.brief.template_folder
    if folder is not None and not os.path.isdir(folder):  # noqa: PTH112
        yield "brief.template_folder", f"{folder}: no such folder of templates"


def _check_sections(config: Config) -> Iterator[Wrong]:
    """Yield each section that is set up and stands in no template."""
    sets = (*SETS.values(), *config.brief.templates.values())
    known = sorted({section for names in sets for section in names})
    for name in config.brief.sections:
        if name not in known:
            told = f"no template has a section {quote(name)}{suggest(name, known)}"
            yield f"brief.sections.{name}", told


def _check_template(config: Config) -> Iterator[Wrong]:
    """Yield what is wrong with the template that is asked for and with its sections."""
    brief = config.brief
    key = f"brief.templates.{brief.template}"
    try:
        sections = lay_out(brief.template, brief).sections
    except TemplateError as error:
        yield (key if brief.template in brief.templates else "brief.template"), str(error)
        return
    if brief.template not in brief.templates:
        return
    from rkbrief.brief.sandbox import find_template, template_folders  # 30 ms, with jinja2

    folders = template_folders(brief.template_folder)
    for name in sections:
        try:
            found = find_template(f"{name}.md.j2", brief.template, folders)
        except TemplateError as error:
            yield key, str(error)
            continue
        if found is None:
            yield key, f"no template {name}.md.j2 for section {name!r}"


def _tell(key: str, what: str, resolved: Resolved[Config]) -> str:
    """Put the place of a setting before what is wrong with it."""
    below = (place for name, place in resolved.origins.items() if name.startswith(f"{key}."))
    origin = resolved.origins.get(key) or next(below, "")
    if origin.startswith(("--", "RKBRIEF_")):
        return f"{origin}: {what}"
    return f"{origin}: {key}: {what}" if origin else f"{key}: {what}"


def find_idle_notes(corpus: CorpusConfig, analysis: Analysis) -> Iterator[str]:
    """Yield a line for each key of ``articles`` and ``outlets`` that nothing read is named by.

    What was skipped has its name, too. An article may be named by its path or by its file alone.
    """
    paths = [a.path for a in analysis.articles] + [s.path for s in analysis.skipped]
    files = {name: None for path in paths for name in (path, Path(path).name)}
    for name in corpus.articles:
        if name not in files:
            near = suggest(name, files)
            yield f"articles: {quote(name)} names no article that was read{near}"
    publishers = dict.fromkeys(a.publisher for a in analysis.articles if a.publisher)
    for name in corpus.outlets:
        if name not in publishers:
            near = suggest(name, publishers)
            yield f"outlets: {quote(name)} is the publisher of no article that was read{near}"
