"""A port's corpus for tests of curation: read by the pipeline, combined anew under a curation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rkbrief.config import Config, CorpusConfig, QuestionConfig
from rkbrief.curation import Curation
from rkbrief.model import Analysis
from rkbrief.pipeline import analyse, combine

TEXT = (
    "港の再開発が始まる\n\n2025年3月3日\n\n"
    "市は港の再開発に120億円を投じる。工事は2027年に終わる見通しだ。\n\n"
    "商店会の森会長は「客足が戻る可能性がある」と話した。来年は15%増えるだろう。\n"
)
CORPUS = CorpusConfig(
    questions=(
        QuestionConfig(id="works", ask="工事は終わるか", terms=("工事",)),
        QuestionConfig(id="trade", ask="客足は戻るか", terms=("客足",)),
    )
)


def read_port(folder: Path) -> Analysis:
    """Write the port's article into ``folder`` and analyse it, without a curation."""
    (folder / "port.txt").write_text(TEXT, "utf-8")
    config = Config(curation=str(folder / "none.yaml"))
    return analyse([folder], config, corpus=CORPUS, as_of=date(2025, 4, 1))


def recombine(analysis: Analysis, curation: Curation) -> Analysis:
    """Return ``analysis`` as it is under ``curation``."""
    day = analysis.provenance.as_of
    return combine(analysis.findings, corpus=CORPUS, config=Config(), as_of=day, curation=curation)
