from __future__ import annotations

from pathlib import Path

import pytest

from rkbrief.errors import ConfigError
from rkbrief.tui.choices import check_choices, key_lines
from rkbrief.tui.themes import OWN

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("theme", [None, *OWN, "nord"])
def test_a_theme_that_there_is_may_be_worn(theme: str | None) -> None:
    check_choices(theme, {}, {})


@pytest.mark.parametrize("keys", ["x", "ctrl+x", "f2,x", "space", "/", "?", "É", "ctrl+shift+up"])
def test_a_key_that_a_terminal_can_send_may_be_given(keys: str) -> None:
    free = {"help": "f5", "filter": "f6", "curate.pin": "f7"}
    check_choices(None, {"export": keys, **free}, {})


@pytest.mark.parametrize("keys", ["", "xx", "ctrl+", "x,", "strg+x"])
def test_what_is_no_key_is_told(keys: str) -> None:
    with pytest.raises(ConfigError, match="is no key"):
        check_choices(None, {"export": keys}, {})


def test_every_wrong_choice_is_told_at_once_with_its_place() -> None:
    with pytest.raises(ConfigError) as caught:
        check_choices(
            "norb",
            {"exprt": "x", "export": "f9", "diff": "f9"},
            {"dashboard.theme": "--theme", "dashboard.keys": "config.yaml:9:3"},
        )
    lines = str(caught.value).splitlines()
    assert lines[0].startswith('--theme: dashboard.theme: no theme "norb"; there are rkbrief-dark')
    assert lines[1].startswith('config.yaml:9:3: dashboard.keys.exprt: no key is named "exprt"')
    assert 'did you mean "export"?' in lines[1]
    assert lines[2].endswith('dashboard.keys.diff: "f9" is given to export already')


@pytest.mark.parametrize(
    ("name", "key", "holder"),
    [
        ("export", "q", "quit"),
        ("help", "/", "filter"),
        ("reader.next", "J", "reader.next_sentence"),
    ],
)
def test_a_key_that_does_something_else_in_the_same_place_is_told(
    name: str, key: str, holder: str
) -> None:
    with pytest.raises(ConfigError, match=rf'"{key}" is the key of {holder}; give that one'):
        check_choices(None, {name: key}, {})


def test_two_keys_may_change_places_and_a_key_may_stay_what_it_is() -> None:
    check_choices(None, {"export": "q", "quit": "e", "diff": "d", "brief.turn": "space"}, {})


def test_the_same_key_may_be_given_in_two_places() -> None:
    check_choices(None, {"curate.pin": "x", "brief.turn": "x"}, {})


def test_every_key_has_a_name_for_the_config_and_no_name_means_two_things() -> None:
    named = {(line.id, line.description) for line in key_lines()}
    ids = [name for name, _ in named]
    assert "" not in ids
    assert len(ids) == len(set(ids))
