"""Findings without their texts, and the texts sliced back into them.

Every text in a record is a slice of its article, so spans are enough where findings are kept or
sent: the record cannot put words into an article's mouth, and no text travels more than once.
"""

from __future__ import annotations

from msgspec.structs import force_setattr, replace

from rkbrief.model import ArticleFindings, Evidence, RankedSentence, Span, Summary

_set = force_setattr  # on records that were just decoded and that nobody holds yet


class Unfit(Exception):  # noqa: N818 - tells of a record, and is always caught
    """A record does not go with its text."""


def leave_texts_out(findings: ArticleFindings) -> ArticleFindings:
    """Return findings with the article and every slice of it left out."""
    article = replace(
        findings.article,
        text="",
        dropped=tuple(replace(line, text="") for line in findings.article.dropped),
    )
    return replace(
        findings,
        article=article,
        sentences=tuple(replace(s, text="") for s in findings.sentences),
        figures=tuple(replace(f, evidence=replace(f.evidence, quote="")) for f in findings.figures),
        forecasts=tuple(
            replace(f, claim="", evidence=tuple(replace(e, quote="") for e in f.evidence))
            for f in findings.forecasts
        ),
        summary=replace(
            findings.summary,
            sentences=tuple(
                replace(r, sentence=replace(r.sentence, text=""))
                for r in findings.summary.sentences
            ),
        ),
    )


def put_texts_in(
    findings: ArticleFindings, text: str, *, article_id: str, path: str
) -> ArticleFindings:
    """Fill ``findings`` in place with slices of ``text``, and name the article; return them.

    Raises:
        Unfit: a span is not in the text.
    """
    return _Filling(text, article_id).fill(findings, path)


class _Filling:
    """Texts and ids for the decoded findings of one article."""

    def __init__(self, text: str, article_id: str) -> None:
        self._text = text
        self._id = article_id

    def fill(self, findings: ArticleFindings, path: str) -> ArticleFindings:
        """Fill ``findings`` in place. Raises Unfit where a span is not in the text."""
        article = findings.article
        _set(article, "id", self._id)
        _set(article, "path", path)
        _set(article, "text", self._text)
        for line in article.dropped:
            _set(line, "text", self._slice(line.span))
        for name in ("sentences", "figures", "forecasts"):
            _set(findings, name, tuple(getattr(findings, name)))  # a decoder makes lists
        for sentence in findings.sentences:
            _set(sentence, "article_id", self._id)
            _set(sentence, "text", self._slice(sentence.span))
        for figure in findings.figures:
            self._quote(figure.evidence)
        for forecast in findings.forecasts:
            _set(forecast, "article_id", self._id)
            _set(forecast, "claim", self._slice(forecast.span))
            for evidence in forecast.evidence:
                self._quote(evidence)
        for problem in findings.problems:
            _set(problem, "article_id", self._id)
        self._pick(findings.summary, findings)
        return findings

    def _slice(self, span: Span) -> str:
        if not 0 <= span.start <= span.end <= len(self._text):
            raise Unfit
        return self._text[span.start : span.end]

    def _quote(self, evidence: Evidence) -> None:
        _set(evidence, "article_id", self._id)
        _set(evidence, "quote", self._slice(evidence.span))

    def _pick(self, summary: Summary, findings: ArticleFindings) -> None:
        """Let the summary hold the very sentences of the article."""
        by_span = {sentence.span: sentence for sentence in findings.sentences}
        picked = []
        for ranked in summary.sentences:
            sentence = by_span.get(ranked.sentence.span)
            if sentence is None:
                raise Unfit
            picked.append(RankedSentence(sentence, ranked.score, ranked.parts))
        _set(summary, "article_id", self._id)
        _set(summary, "sentences", tuple(picked))
