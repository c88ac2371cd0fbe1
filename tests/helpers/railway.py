"""A small analysis made by hand, on a topic of its own: whether a railway line stays open."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from rkbrief.model import (
    Analysis,
    Article,
    ArticleFindings,
    DigestOf,
    Evidence,
    Figure,
    FigureGroup,
    Forecast,
    Horizon,
    Label,
    Position,
    Provenance,
    Quantity,
    Question,
    RankedSentence,
    Resolution,
    Sentence,
    Skipped,
    Span,
    Summary,
)

FIRST = (
    "渓谷線は昨年、38年ぶりに全線で運休した。復旧には約120億円かかる。"
    "県の試算では、1日に約2400人が代行バスを使っている。"
    "早川町長は「線路は必ず残る」と言い切った。"
    "国の補助が決まれば、工事は3年ほどで終わる可能性が高い。"
)
SECOND = (
    "大雨で橋が流された渓谷線は、38年前にも長く止まった。"
    "運輸政策に詳しい森下教授は、乗客が戻らなければ2025年度末までに廃止されるだろうとみる。"
    "沿線の人口は10~20年で半減するとの推計もある。"
)
THIRD = (
    "住民の間では、バスへの転換が進む可能性もあるとの声が出ている。"
    "復旧費は150億円に膨らむかもしれない。"
    "線路が残るかどうかは不明だ。"
)
RAILWAY = "渓谷線は残るか"


def make_article(number: int, text: str, **fields: object) -> Article:
    """Make article ``S<number>`` of a text; its hash is that of the text."""
    known: dict[str, object] = {
        "id": f"S{number}",
        "path": f"railway/{number:02d}.txt",
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "encoding": "utf-8",
        "title": None,
        "publisher": None,
        "author": None,
        "published": None,
        "text": text,
    }
    return Article(**{**known, **fields})  # type: ignore[arg-type]


def cut(article: Article) -> tuple[Sentence, ...]:
    """Cut a text after each 。 (the texts here have none inside a quotation)."""
    return tuple(
        Sentence(article.id, n, 1, "sentence", Span(*m.span()), m[0])
        for n, m in enumerate(re.finditer(r"[^。]+。?", article.text), 1)
    )


def find(article: Article, words: str) -> Evidence:
    """Return the evidence of the first place where ``words`` stand."""
    start = article.text.index(words)
    span = Span(start, start + len(words))
    index = next(s.index for s in cut(article) if s.span.contains(span))
    return Evidence(article.id, index, span, words)


def figure(number: int, article: Article, words: str, quantity: Quantity, **more: object) -> Figure:
    """Return figure ``F<number>``."""
    fields: dict[str, object] = {"kind": "count", "importance": "key", **more}
    return Figure(f"F{number}", find(article, words), quantity, **fields)  # type: ignore[arg-type]


def forecast(number: int, article: Article, words: str, **more: object) -> Forecast:
    """Return forecast ``P<number>`` whose claim is ``words``, of the author unless told."""
    evidence = find(article, words)
    fields: dict[str, object] = {
        "kind": "forecast",
        "holder": article.author,
        "holder_status": "author",
        "cue": None,
        "likelihood": "likely",
        "question_id": "Q1",
        "stance": "affirm",
        **more,
    }
    return Forecast(f"P{number}", article.id, (evidence,), evidence.span, words, **fields)  # type: ignore[arg-type]


def make_findings(article: Article) -> ArticleFindings:
    """Return the findings of one article, without figures and forecasts of its own."""
    sentences = cut(article)
    picked = tuple(RankedSentence(s, 1.0 / s.index) for s in sentences[:1])
    return ArticleFindings(article, sentences, (), (), Summary(article.id, "lead", picked))


def make_analysis(
    articles: Sequence[Article],
    *,
    figures: Sequence[Figure] = (),
    groups: Sequence[FigureGroup] = (),
    forecasts: Sequence[Forecast] = (),
    questions: Sequence[Question] = (),
    title: str | None = None,
) -> Analysis:
    """Put an analysis together as of 1 May 2026."""
    findings = tuple(make_findings(a) for a in articles)
    picked = tuple(r for f in findings for r in f.summary.sentences)
    return Analysis(
        provenance=Provenance(
            "0.1.0", "0123456789abcdef" * 4, date(2026, 5, 1), "coverage", "janome"
        ),
        title=title,
        findings=findings,
        corpus_summary=Summary(None, "coverage", picked),
        figures=tuple(figures),
        figure_groups=tuple(groups),
        forecasts=tuple(forecasts),
        questions=tuple(questions),
        origins=tuple((a.id,) for a in articles),
    )


def make_railway() -> Analysis:
    """Return the railway corpus: three sources, one contested question, one outcome."""
    day = date(2024, 8, 2)
    one = make_article(
        1,
        FIRST,
        title="渓谷線、復旧か廃止か",
        publisher="山里新聞",
        author="田所薫",
        published=day,
        reference_date=day,
        reliability="B",
    )
    two = make_article(
        2,
        SECOND,
        title="止まった鉄道",
        publisher="交通週報",
        author="水野明",
        published=date(2024, 9, 10),
        reference_date=date(2024, 9, 10),
        note="Trade magazine.",
    )
    three = make_article(3, THIRD, warnings=("no date on the page",))
    years = {"kind": "interval_since", "implied_date": "1986"}
    figures = [
        figure(1, one, "38年ぶり", Quantity(38, unit="year"), **years),
        figure(2, two, "38年前", Quantity(38, unit="year"), **years),
        figure(3, one, "約120億円", Quantity(12e9, unit="JPY", modifier="about"), kind="money"),
        figure(4, three, "150億円", Quantity(15e9, unit="JPY"), kind="money"),
        figure(5, one, "1日に約2400人", Quantity(2400, unit="person", per="day", modifier="about")),
    ]
    groups = [
        FigureGroup(
            "G1",
            Label("38 years since the last stop of the line", "前回の運休から38年"),
            "corroborated",
            ("F1", "F2"),
            ("S1", "S2"),
            2,
            "key",
        ),
        FigureGroup(
            "G2",
            Label("cost of repair, 12–15 billion yen", "復旧費120億～150億円"),
            "conflict",
            ("F3", "F4"),
            ("S1", "S3"),
            2,
            "key",
        ),
        FigureGroup(
            "G3",
            Label("about 2,400 passengers a day", "1日に約2400人の利用者"),
            "single",
            ("F5",),
            ("S1",),
            1,
            "key",
        ),
    ]
    works = forecast(
        2,
        one,
        "国の補助が決まれば、工事は3年ほどで終わる可能性が高い。",
        condition="国の補助が決まれば",
        horizon=Horizon("3年ほど", "P3Y", "2027-08-02", "open"),
    )
    closing = forecast(
        3,
        two,
        "乗客が戻らなければ2025年度末までに廃止されるだろう",
        holder="森下教授",
        stance="deny",
        holder_status="stated",
        condition="乗客が戻らなければ",
        horizon=Horizon("2025年度末まで", None, "2026-03-31", "due"),
    )
    stays = forecast(
        1, one, "線路は必ず残る", holder="早川町長", holder_status="stated", likelihood="asserted"
    )
    bus = forecast(
        4,
        three,
        "バスへの転換が進む可能性もある",
        holder=None,
        holder_status="stated",
        likelihood="possible",
        stance="deny",
    )
    dearer = forecast(
        5,
        three,
        "復旧費は150億円に膨らむかもしれない。",
        likelihood="possible",
        question_id=None,
        stance=None,
    )
    unknown = forecast(
        6,
        three,
        "線路が残るかどうかは不明だ。",
        kind="gap",
        likelihood="undetermined",
        stance=None,
        question_id=None,
    )
    halved = forecast(
        7,
        two,
        "沿線の人口は10~20年で半減するとの推計もある。",
        holder=None,
        holder_status="check",
        question_id=None,
        stance=None,
        resolution=Resolution("happened", find(three, "復旧費は150億円に膨らむかもしれない。")),
    )
    positions = (
        Position("S1", "早川町長", ("P1",)),
        Position("S1", "田所薫", ("P2",)),
        Position("S2", "森下教授", ("P3",)),
        Position("S3", None, ("P4",)),
    )
    asked = Question(
        "Q1",
        Label("Will the valley line stay open?", RAILWAY),
        positions,
        contested=True,
        given=True,
    )
    unasked = Question(
        "Q2",
        Label("Who will pay for the bridge?", "橋の費用は誰が払うか"),
        (),
        contested=False,
        given=True,
    )
    analysis = make_analysis(
        [one, two, three],
        figures=figures,
        groups=groups,
        title="The valley line after the flood",
        forecasts=[stays, works, closing, bus, dearer, unknown, halved],
        questions=[asked, unasked],
    )
    return replace(analysis, skipped=(Skipped("photo.png", "binary"),))


def make_digests() -> Analysis:
    """Return the railway corpus with digests in the place of the articles."""
    analysis = make_railway()
    of = DigestOf("original.txt", "ab" * 32)
    findings = tuple(
        replace(f, article=replace(f.article, digest_of=of)) for f in analysis.findings
    )
    return replace(analysis, findings=findings)
