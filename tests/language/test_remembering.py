from __future__ import annotations

from rkbrief.language.remembering import LONGEST, remembered


def test_a_short_text_is_read_once_and_a_long_one_each_time() -> None:
    asked: list[tuple[str, int]] = []

    @remembered(2)
    def read(text: str, year: int = 0) -> int:
        asked.append((text, year))
        return len(text) + year

    assert [read("橋"), read("橋"), read("橋", 3), read("橋", year=3)] == [1, 1, 4, 4]
    assert asked == [("橋", 0), ("橋", 3), ("橋", 3)]
    asked.clear()
    long = "橋" * (LONGEST + 1)
    assert [read(long), read(long)] == [LONGEST + 1] * 2
    assert len(asked) == 2


def test_only_the_last_answers_are_kept() -> None:
    asked: list[str] = []

    @remembered(2)
    def read(text: str) -> str:
        asked.append(text)
        return text

    for text in ("a", "b", "c", "a"):
        read(text)
    assert asked == ["a", "b", "c", "a"]
