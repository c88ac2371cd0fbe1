"""Whether two names are one speaker's."""

from __future__ import annotations

import pytest

from rkbrief.brief.names import family_name, is_same_name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("青葉大学の堤健一教授", "堤健一教授", True),
        ("堤健一教授", "堤教授", True),
        ("森ユリ主任研究員", "森氏", True),
        ("アンナ・ベルク氏", "ベルク氏", True),
        ("社長の堤", "堤健一社長", True),
        ("堤健一", "堤 健一", True),
        ("堤　健一教授", "堤教授", True),
        ("青葉大学の堤 ゆり氏", "堤ゆり氏", True),
        ("堤健一教授", "堀教授", False),
        ("町の堤", "堤健一社長", False),
        ("青葉銀行", "青葉省", False),
        ("日本銀行", "日本", False),
    ],
)
def test_titles_do_not_count_and_a_surname_stands_for_the_whole(
    one: str, other: str, *, same: bool
) -> None:
    assert is_same_name(one, other) is same
    if same:
        assert family_name(one) == family_name(other)
