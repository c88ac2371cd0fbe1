"""The fixed wording is whole in both languages, and keeps likelihood apart from confidence."""

import re
from datetime import date
from itertools import chain

import pytest

from rkbrief.brief.phrases import Phrases
from rkbrief.lexicon import load_table

FIELDS = re.compile(r"\{(\w+)\}")
ENTRIES = [
    (f"{group}.{name}", entry)
    for group, entries in load_table("phrases").items()
    for name, entry in entries.items()
]


def wordings(entry: dict[str, str | list[str]], language: str) -> list[str]:
    wording = entry[language]
    return wording if isinstance(wording, list) else [wording]


@pytest.mark.parametrize(("key", "entry"), ENTRIES, ids=[k for k, _ in ENTRIES])
def test_every_wording_has_both_languages_and_the_same_fields(
    key: str, entry: dict[str, str | list[str]]
) -> None:
    assert set(entry) == {"en", "ja"}, key
    fields = {
        language: set(chain.from_iterable(FIELDS.findall(w) for w in wordings(entry, language)))
        for language in entry
    }
    assert fields["en"] - {"colon", "all"} <= fields["ja"] | {"n", "colon", "all", "yes", "no"}
    assert all(w.strip() for language in entry for w in wordings(entry, language))


def test_how_many_answer_is_filled_in_and_never_written_out_in_digits() -> None:
    for name, entry in load_table("phrases")["judgment"].items():
        if name != "capped":  # names the rule's two years
            plain = [FIELDS.sub("", w) for language in entry for w in wordings(entry, language)]
            assert not any(re.search(r"[0-9０-９]", words) for words in plain), name


def test_no_wording_of_confidence_holds_a_word_of_likelihood() -> None:
    table = load_table("phrases")
    words = [w for e in table["likelihood"].values() for w in e.values()]
    for name in ("confidence", "basis", "documents", "speakers", "only_possible", "capped"):
        for wording in chain(*(wordings(table["judgment"][name], x) for x in ("en", "ja"))):
            assert not any(word in wording for word in words)


def test_one_and_many_have_their_own_wording() -> None:
    say = Phrases("en").say
    assert say("front.sources", n=1) == "1 source"
    assert say("front.sources", n=0) == "0 sources"


def test_two_have_their_own_wording_where_one_would_say_both() -> None:
    say = Phrases("en").say
    told = [say("judgment.polar_agree", n=n, side="yes", strength="") for n in (1, 2, 3)]
    assert [words.split(" say")[0] for words in told] == [
        "One speaker",
        "Both speakers who answer",
        "All 3 speakers who answer",
    ]


def test_what_is_filled_in_is_escaped() -> None:
    assert Phrases("en").say("front.author", name="*A*") == "prepared by \\*A\\*"


@pytest.mark.parametrize(
    ("value", "en", "ja"),
    [
        (date(2025, 6, 7), "7 June 2025", "2025年6月7日"),
        ("2025-06", "June 2025", "2025年6月"),
        ("2000", "2000", "2000年"),
        ("1996/2002", "1996–2002", "1996年–2002年"),
        ("spring", "spring", "spring"),
    ],
)
def test_dates_are_written_as_readers_write_them(value: date | str, en: str, ja: str) -> None:
    assert Phrases("en").day(value) == en
    assert Phrases("ja").day(value) == ja
