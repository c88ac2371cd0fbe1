from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from rkbrief.apart import Workroom
from rkbrief.brief.render import render_brief
from rkbrief.config import BriefSettings, CacheSettings, Config
from rkbrief.curation import SHA_DIGITS, CuratedItem, Curation
from rkbrief.engine import BYTES_A_PROCESS
from rkbrief.errors import ConfigError, CorpusError, TemplateError
from rkbrief.pipeline import analyse
from rkbrief.spawning import prepare_spawning

NEVER = threading.Event().is_set


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(
            f"輸出は{len(name)}割増えた。\n\n来年も増える見込みだ。工場は3か所ある。\n", "utf-8"
        )
    return tmp_path


@pytest.fixture
def room(corpus: Path) -> Iterator[Workroom]:
    prepare_spawning()
    room = Workroom([corpus], Config(curation=str(corpus / "curation.yaml")))
    yield room
    room.close()


def test_it_finds_what_the_pipeline_finds_and_tells_its_progress(room: Workroom) -> None:
    told: list[tuple[int, int]] = []
    found = room.analyse(on_progress=lambda *at: told.append(at), is_cancelled=NEVER)
    here = analyse(room.places, room.config)
    assert (found.findings, found.figure_groups) == (here.findings, here.figure_groups)
    assert told[-1] == (2, 2)


def test_what_one_process_found_the_next_one_knows(room: Workroom) -> None:
    found = room.analyse(on_progress=lambda *_: None, is_cancelled=NEVER)
    again = Workroom(room.places, room.config)
    told: list[tuple[int, int]] = []
    try:
        known = again.analyse(on_progress=lambda *at: told.append(at), is_cancelled=NEVER)
    finally:
        again.close()
    assert told == [(2, 2)]
    assert repr(known.findings) == repr(found.findings)


def test_it_opens_workers_of_its_own_where_jobs_asks_for_them(room: Workroom, corpus: Path) -> None:
    for path in corpus.glob("*.txt"):  # enough for two processes
        text = path.read_text("utf-8")
        path.write_text(text * (1 + BYTES_A_PROCESS // len(text.encode())), "utf-8")
    room.config = msgspec.structs.replace(room.config, jobs=2)
    found = room.analyse(on_progress=lambda *_: None, is_cancelled=NEVER)
    assert len(found.articles) == 2


@pytest.mark.parametrize("restarted", [False, True])
def test_a_curation_is_combined_anew_with_the_same_findings(
    room: Workroom, *, restarted: bool
) -> None:
    found = room.analyse(on_progress=lambda *_: None, is_cancelled=NEVER)
    figure = found.figures[0]
    article = next(a for a in found.articles if a.id == figure.evidence.article_id)
    item = CuratedItem(
        kind="figure", article=article.sha256[:SHA_DIGITS], quote=figure.text, state="dropped"
    )
    if restarted:
        room._end()
    again = room.combine(found, Curation(items=(item,)))
    assert again.findings is found.findings
    assert {f.id for f in found.figures} - {f.id for f in again.figures} >= {figure.id}


def test_cancelling_ends_the_process_and_the_next_call_starts_another(room: Workroom) -> None:
    with pytest.raises(CorpusError, match="cancelled"):
        room.analyse(on_progress=lambda *_: None, is_cancelled=lambda: True)
    assert room._process is None
    found = room.analyse(on_progress=lambda *_: None, is_cancelled=NEVER)
    assert len(found.articles) == 2


def test_what_a_person_can_mend_comes_over_as_it_is(room: Workroom, corpus: Path) -> None:
    (corpus / "corpus.yaml").write_text("titel: x\n")
    with pytest.raises(ConfigError, match="titel"):
        room.analyse(on_progress=lambda *_: None, is_cancelled=NEVER)


def test_a_process_that_dies_costs_one_reading(room: Workroom) -> None:
    # What is known already would be over before the process is killed.
    room.config = msgspec.structs.replace(room.config, cache=CacheSettings(use=False))
    room.analyse(on_progress=lambda *_: None, is_cancelled=NEVER)

    def kill(_done: int, _total: int) -> None:
        assert room._process is not None
        room._process.kill()

    with pytest.raises(CorpusError, match="came to an end"):
        room.analyse(on_progress=kill, is_cancelled=NEVER)
    assert room.analyse(on_progress=lambda *_: None, is_cancelled=NEVER).articles


def test_a_brief_is_written_there_of_what_is_shown(room: Workroom) -> None:
    found = room.analyse(on_progress=lambda *_: None, is_cancelled=NEVER)
    settings = BriefSettings(template="one-page")
    expected = render_brief(found, "one-page", settings=settings)
    assert room.render(found, settings, None) == expected
    assert room._known() is found
    room._end()  # and by a process that has read nothing
    assert room.render(found, settings, None) == expected


def test_why_there_is_no_brief_comes_over_too(room: Workroom) -> None:
    found = room.analyse(on_progress=lambda *_: None, is_cancelled=NEVER)
    with pytest.raises(TemplateError, match="no template"):
        room.render(found, BriefSettings(template="none"), None)
