"""Findings as records of the store, each under a key of all that it was made from.

No text of the article is in a record: texts are sliced anew from the source whenever it is
read back, so that a record can neither leak an article nor put words into its mouth. Only of
a file that has to be taken apart first (a page, a PDF) is the text kept. What cannot be
rebuilt to the letter is not kept.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct, field

from rkbrief.analysis.sentences_by_id import SentencesById
from rkbrief.article import ArticleTask
from rkbrief.config import CacheSettings
from rkbrief.corpus.encodings import decode
from rkbrief.corpus.files import SourceFile
from rkbrief.errors import CorpusError
from rkbrief.fingerprint import digest_reading
from rkbrief.model import ArticleFindings, RankedSentence, Summary
from rkbrief.sharing import Sharing
from rkbrief.store import Store, make_key
from rkbrief.store_file import find_store
from rkbrief.textless import Unfit, leave_texts_out, put_texts_in

LARGEST_RECORD = 64 << 20
"""Bytes that a record may unfold to."""
_QUICK = 1  # zlib's level


class _Record(msgspec.Struct, array_like=True, frozen=True):
    """Findings without texts; ``text`` only where it is not simply the decoded source."""

    findings: ArticleFindings
    text: str | None = None


_encode = msgspec.msgpack.Encoder().encode
_decoder = msgspec.msgpack.Decoder(_Record)
_summary_decoder = msgspec.msgpack.Decoder(
    tuple[str, tuple[tuple[str, float, dict[str, float]], ...]]
)


def open_store(settings: CacheSettings) -> Store:
    """Open the user's store; one that keeps nothing when it is not wanted or has no place."""
    wanted = settings.use and digest_reading()
    return Store(find_store() if wanted else None, max_bytes=settings.max_bytes)


class ArticleRecords(Struct, frozen=True, gc=False):
    """What was found in articles, in a store."""

    store: Store
    sharing: Sharing = field(default_factory=Sharing)

    def recall(self, task: ArticleTask) -> ArticleFindings | None:
        """Return the findings of ``task`` when they are known."""
        body = self.store.get(_name("article", task.made_from))
        if body is None:
            return None
        findings = unpack_findings(body, task.source, article_id=task.article_id)
        return findings and self.sharing.share(findings)

    def keep(self, task: ArticleTask, findings: ArticleFindings) -> None:
        """Keep the findings of ``task``, unless a library failed it: that may pass.

        In memory they share from now on what they have in common with others.
        """
        failed = any(problem.kind == "summary" for problem in findings.problems)
        if self.store.keeps and not failed:
            body = pack_findings(findings, task.source)
            if body is not None:
                self.store.put(_name("article", task.made_from), body)
        self.sharing.share(findings)


class SummaryRecord:
    """The summary of a corpus that was made from ``parts`` with ``options``, in a store."""

    def __init__(self, store: Store, parts: Iterable[bytes], options: object) -> None:
        self._store = store
        self._key = _name("summary", [msgspec.json.encode(options), *parts])

    def recall(self, findings: Sequence[ArticleFindings]) -> Summary | None:
        """Return the summary with the sentences of ``findings``, None when it is not known."""
        body = self._store.get(self._key)
        if body is None:
            return None
        by_id = SentencesById(findings)
        try:
            method, picks = _summary_decoder.decode(body)
            ranked = tuple(RankedSentence(by_id[at], score, parts) for at, score, parts in picks)
        except (msgspec.DecodeError, RecursionError, KeyError):
            return None
        return Summary(None, method, ranked)

    def keep(self, summary: Summary) -> Summary:
        """Keep ``summary`` and return it."""
        picks = [(r.sentence.id, r.score, r.parts) for r in summary.sentences]
        self._store.put(self._key, _encode((summary.method, picks)))
        return summary


def _name(kind: str, parts: Sequence[bytes]) -> bytes:
    """Return the key of a record of ``kind`` that this program makes from ``parts``."""
    return make_key(kind.encode(), digest_reading(), *parts)


def pack_findings(findings: ArticleFindings, source: SourceFile) -> bytes | None:
    """Return ``findings`` as a record, None when it would not give them back to the letter."""
    text = findings.article.text
    own = None if text == _decoded(source) else text
    try:
        packed = _encode(_Record(leave_texts_out(findings), own))
    except (TypeError, ValueError, OverflowError):  # a lone surrogate, a number of 20 digits
        return None
    body = zlib.compress(packed, _QUICK)
    again = unpack_findings(body, source, article_id=findings.article.id)
    return body if repr(again) == repr(findings) else None


def unpack_findings(body: bytes, source: SourceFile, *, article_id: str) -> ArticleFindings | None:
    """Return the findings of a record for ``source``, None when it is no record of that file.

    The article gets ``article_id`` and the name of the source, whatever they were before.
    """
    try:
        unfolding = zlib.decompressobj()
        record = _decoder.decode(unfolding.decompress(body, LARGEST_RECORD))
        if not unfolding.eof or record.findings.article.sha256 != source.sha256:
            return None
        text = _decoded(source) if record.text is None else record.text
        if text is None:
            return None
        return put_texts_in(record.findings, text, article_id=article_id, path=source.path)
    except (zlib.error, msgspec.DecodeError, RecursionError, Unfit):
        return None


def _decoded(source: SourceFile) -> str | None:
    """Return the text of a file that is one, None for a format that has to be taken apart."""
    try:
        return decode(source.data).text
    except CorpusError:
        return None
