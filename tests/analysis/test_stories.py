from datetime import date

from rkbrief.analysis.stories import part_in_time


def test_articles_over_a_year_apart_tell_two_events() -> None:
    stories = {"S1": ("S2", "S3", "S4"), "S2": ("S1",)}
    published = {
        "S1": date(2025, 11, 14),
        "S2": date(2027, 6, 18),
        "S3": date(2026, 7, 1),
        "S4": None,
    }
    assert part_in_time(stories, published) == {"S1": ("S3", "S4"), "S2": ()}
