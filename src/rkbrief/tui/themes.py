"""The dashboard's own themes: one accent colour each, and one without any colour."""

from __future__ import annotations

from textual.theme import Theme

DEFAULT = "rkbrief-dark"
THEMES = (
    Theme(
        name=DEFAULT,
        primary="#7aa2c8",
        secondary="#7aa2c8",
        accent="#e0a458",
        foreground="#d8dee4",
        background="#14181d",
        surface="#1a1f26",
        panel="#222933",
        boost="#2a3340",
        success="#8fbf7f",
        warning="#d9b45b",
        error="#d9716b",
        dark=True,
    ),
    Theme(
        name="rkbrief-light",
        primary="#2c5d8a",
        secondary="#2c5d8a",
        accent="#9a5b00",
        foreground="#1d2329",
        background="#fbfaf7",
        surface="#f3f1ec",
        panel="#e6e3db",
        boost="#dcd8cd",
        success="#2f6b2a",
        warning="#7c5a00",
        error="#a3261f",
        dark=False,
    ),
    Theme(
        name="rkbrief-mono",
        primary="#c8c8c8",
        secondary="#c8c8c8",
        accent="#ffffff",
        foreground="#d0d0d0",
        background="#101010",
        surface="#181818",
        panel="#262626",
        boost="#303030",
        success="#ffffff",
        warning="#ffffff",
        error="#ffffff",
        dark=True,
    ),
)
OWN = tuple(theme.name for theme in THEMES)
