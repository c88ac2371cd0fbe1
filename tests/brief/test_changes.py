"""What changed since an earlier brief is told by kind, cited where it can be, and stands."""

from datetime import date

import msgspec
import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from rkbrief.allowed import Language
from rkbrief.brief.record import PastVoice, Record, read_record, write_record
from rkbrief.brief.render import render_brief
from rkbrief.brief.seal import seal
from rkbrief.brief.verify import verify_brief
from rkbrief.config import BriefSettings, SectionSettings
from rkbrief.model import Analysis, Label

HEADING = "## What changed since the previous brief"
alter = msgspec.structs.replace


def record_of(analysis: Analysis) -> Record:
    record = read_record(render_brief(analysis))
    assert record is not None
    return record


@pytest.fixture(scope="module")
def before(railway: Analysis) -> Record:
    return record_of(railway)


def changes(analysis: Analysis, before: Record, language: Language = "en") -> str:
    """Return the section on changes as a reader sees it."""
    settings = BriefSettings(language=language, sections={"changes": SectionSettings(limit=20)})
    text = render_brief(analysis, settings=settings, previous=before)
    heading = HEADING if language == "en" else "## 前回からの変化"
    return text.split(heading)[1].split("\n## ")[0]


def group(section: str, head: str) -> list[str]:
    """Return the rows under one head, none when it is not there."""
    _, found, rest = section.partition(f"**{head}**")
    rows = rest.split("\n\n**")[0].strip().splitlines() if found else []
    return [row for row in rows if row.startswith("- ")]


def without(analysis: Analysis, article_id: str) -> Analysis:
    """Return an analysis as it was before an article came."""
    figures = tuple(f for f in analysis.figures if f.evidence.article_id != article_id)
    kept = {f.id for f in figures}
    groups = []
    for g in analysis.figure_groups:
        ids = tuple(i for i in g.figure_ids if i in kept)
        articles = tuple(a for a in g.article_ids if a != article_id)
        if ids:
            several = len(articles) > 1
            status = g.status if several else "single"
            groups.append(
                replace(
                    g,
                    figure_ids=ids,
                    article_ids=articles,
                    status=status,
                    independent=len(articles),
                )
            )
    forecasts = tuple(f for f in analysis.forecasts if f.article_id != article_id)
    return replace(
        analysis,
        findings=tuple(f for f in analysis.findings if f.article.id != article_id),
        figures=figures,
        figure_groups=tuple(groups),
        forecasts=tuple(replace(f, resolution=None) for f in forecasts),
        questions=tuple(
            replace(q, positions=tuple(p for p in q.positions if p.article_id != article_id))
            for q in analysis.questions
        ),
        origins=tuple(o for o in analysis.origins if article_id not in o),
    )


@pytest.mark.parametrize("language", ["en", "ja"])
def test_against_itself_nothing_has_changed(
    railway: Analysis, before: Record, language: Language
) -> None:
    section = changes(railway, before, language)
    assert ("Nothing has changed." if language == "en" else "変化はない。") in section
    assert "**" not in section


def test_without_an_earlier_brief_the_section_is_left_out(railway: Analysis) -> None:
    assert HEADING not in render_brief(railway)


def test_the_section_stands_before_the_sources(railway: Analysis, before: Record) -> None:
    text = render_brief(railway, previous=before)
    order = ["## Information gaps", HEADING, "## Sources"]
    assert sorted(order, key=text.index) == order


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_a_new_source_brings_is_told_and_stands(railway: Analysis, language: Language) -> None:
    section = changes(railway, record_of(without(railway, "S3")), language)
    assert "[[S3:" in section
    if language == "en":
        assert len(group(section, "New forecasts")) == 2
        assert group(section, "New or updated sources")[0].startswith("- S3 · ")
        assert "now conflict between sources" in group(section, "Figures that stand otherwise")[0]
        assert group(section, "Resolved since")[0].startswith("- **It happened**")


def test_a_second_source_corroborates(railway: Analysis) -> None:
    rows = group(changes(railway, record_of(without(railway, "S2"))), "Newly corroborated")
    assert len(rows) == 1
    assert "was ⟨single source⟩, now corroborated, 2 independent sources" in rows[0]
    assert rows[0].endswith("[[S1:1]](#s1-1) [[S2:1]](#s2-1)")


def test_what_went_with_its_source_is_told_in_the_marks_of_the_earlier_brief(
    railway: Analysis, before: Record
) -> None:
    section = changes(without(railway, "S2"), before)
    gone = group(section, "Forecasts no longer there")
    assert any("⟨森下教授⟩" in row and "its source ⟨止まった鉄道⟩ is gone" in row for row in gone)
    assert group(section, "Sources no longer there") == ["- ⟨止まった鉄道⟩"]
    assert "now single source" in group(section, "Figures that stand otherwise")[0]


def test_a_forecast_whose_day_has_passed_since_came_due(railway: Analysis) -> None:
    early = replace(
        railway,
        provenance=replace(railway.provenance, as_of=date(2025, 1, 1)),
        forecasts=tuple(
            replace(f, horizon=replace(f.horizon, state="open")) if f.horizon else f
            for f in railway.forecasts
        ),
    )
    section = changes(railway, record_of(early))
    assert "as of 1 January 2025." in section
    (row,) = group(section, "Come due since")
    assert row.startswith("- **Came due on 31 March 2026 (reckoned)** · 森下教授")


def test_a_speaker_who_takes_another_strength_has_moved(railway: Analysis, before: Record) -> None:
    first = before.questions[0]
    voices = tuple(
        PastVoice(v.holder, v.side, "unlikely") if v.holder == "森下教授" else v
        for v in first.voices
    )
    earlier = alter(before, questions=(alter(first, voices=voices), *before.questions[1:]))
    (row,) = group(changes(railway, earlier), "Changed in strength")
    assert "森下教授" in row
    assert "was ⟨no, unlikely (20–45 %)⟩, now no, likely (55–80 %)" in row


def test_a_question_that_comes_out_otherwise_is_told(railway: Analysis, before: Record) -> None:
    turned = alter(before.questions[0], contested=False, side="open", confidence="high")
    earlier = alter(before, questions=(turned, *before.questions[1:]))
    (row,) = group(changes(railway, earlier), "Questions that come out otherwise")
    assert "now contested" in row
    assert "confidence in this reading: was ⟨high⟩, now low" in row


def test_a_source_with_another_text_is_updated_and_not_new(
    railway: Analysis, before: Record
) -> None:
    first = alter(before.sources[0], sha256="0123456789ab")
    section = changes(railway, alter(before, sources=(first, *before.sources[1:])))
    (row,) = group(section, "New or updated sources")
    assert row.endswith("another text than before")
    assert group(section, "Forecasts no longer there") == []


def test_of_several_sources_the_one_that_is_still_there_is_named(
    railway: Analysis, before: Record
) -> None:
    lost = alter(before.sources[0], sha256="0123456789ab", file="lost.txt", title="消えた頁")
    rewritten = alter(before.sources[1], sha256="123456789abc", title="直した頁")
    figure = alter(
        before.figures[0], en="gone", ja="gone", words="gone", keys=("f" * 12,), sources=(0, 1)
    )
    sources = (lost, rewritten, *before.sources[2:])
    earlier = alter(before, sources=sources, figures=(*before.figures, figure))
    rows = group(changes(railway, earlier), "Figures no longer there")
    assert [row for row in rows if "⟨gone⟩" in row and "⟨直した頁⟩ has another text" in row]
    assert not any("消えた頁" in row for row in rows if "⟨gone⟩" in row)


def test_what_a_rewritten_source_no_longer_says_did_not_go_with_the_source(
    railway: Analysis, before: Record
) -> None:
    first = alter(before.sources[0], sha256="0123456789ab")
    said = [alter(f, key="f" * 12, words="別の話") if not f.source else f for f in before.forecasts]
    earlier = alter(before, sources=(first, *before.sources[1:]), forecasts=tuple(said))
    gone = group(changes(railway, earlier), "Forecasts no longer there")
    assert gone
    assert all(row.endswith("has another text") for row in gone)


def test_another_version_and_a_later_day_are_told(railway: Analysis, before: Record) -> None:
    earlier = alter(before, version="9.9.9", as_of=date(2030, 1, 1), cut=True)
    section = changes(railway, earlier)
    assert "⟨9.9.9⟩" in section
    assert "a later day" in section
    assert "too long to be kept whole" in section


HOSTILE = "# x\n\n<script>alert(1)</script> --> [a](http://b.c) **b** ⟩ “12” 「34」 \u202e | `"


def test_hostile_words_of_an_earlier_brief_add_no_structure(
    railway: Analysis, before: Record
) -> None:
    words = HOSTILE[:78]
    earlier = alter(
        before,
        sources=tuple(
            alter(s, title=words, sha256="0" * 11 + str(n)) for n, s in enumerate(before.sources)
        ),
        figures=tuple(alter(f, en=words, ja=words, keys=("0" * 12,)) for f in before.figures),
        forecasts=tuple(
            alter(f, words=words, holder=words, key="0" * 12) for f in before.forecasts
        ),
    )
    section = changes(railway, earlier)
    html = MarkdownIt("commonmark").render(section)
    assert "<script" not in html
    assert 'http://b.c"' not in html
    assert "\u202e" not in section
    assert "<h1" not in html
    gone = group(section, "Forecasts no longer there")
    assert all(row.count("⟨") == row.count("⟩") for row in gone)


def test_a_number_outside_the_marks_is_still_to_be_proven(railway: Analysis) -> None:
    earlier = record_of(without(railway, "S2"))
    text = render_brief(railway, previous=earlier)
    body = text.rsplit("\n<!-- rkbrief ", 1)[0]
    for old, new in [
        ("as of 1 May 2026.", "as of 2 May 2026."),
        ("now corroborated, 2 independent", "now corroborated, 4 independent"),
        ("- 38 years since", "- 39 years since"),
        ("- S2 · 交通週報", "- S2 · 交通月報 77"),
    ]:
        at = body.index(HEADING)
        assert old in body[at:]
        forged = seal(
            body[:at] + body[at:].replace(old, new, 1), version="0.1.0", template="standard"
        )
        assert verify_brief(forged, railway.articles), old


def test_a_forged_record_with_good_hashes_is_found(railway: Analysis, before: Record) -> None:
    body = render_brief(railway).partition("<!-- rkbrief-record")[0]
    forged = [
        alter(before, forecasts=(alter(before.forecasts[0], words="線路は消える"),)),
        alter(before, sources=before.sources[:1], figures=(), forecasts=()),
        alter(before, figures=(alter(before.figures[0], words="83年ぶり"),)),
    ]
    for record in forged:
        text = seal(body + write_record(record), version="0.1.0", template="standard")
        assert "record" in {f.kind for f in verify_brief(text, railway.articles)}


def test_a_brief_of_digests_compares_as_well(digests: Analysis) -> None:
    section = changes(digests, record_of(without(digests, "S3")))
    assert "〔" in section
    assert "“" not in section.replace("“止まった", "")


def test_numbers_and_quotation_marks_of_gone_facts_stay_inside_the_marks(
    railway: Analysis, before: Record
) -> None:
    label = Label("77 engines 「新型」 for 99 lines", "機関車：77両")
    groups = (replace(railway.figure_groups[0], label=label), *railway.figure_groups[1:])
    earlier = record_of(replace(railway, figure_groups=groups))
    fact = alter(before.figures[0], en=label.en, keys=("0" * 12,), unit="engine")
    section = changes(railway, alter(earlier, figures=(*before.figures, fact)))
    rows = group(section, "Figures no longer there")
    assert rows == [
        "- ⟨77 engines 『新型』 for 99 lines⟩ · its source ⟨渓谷線、復旧か廃止か⟩ is still there"
    ]
