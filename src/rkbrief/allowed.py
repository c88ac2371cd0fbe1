"""The words that some settings allow, apart from config.py so that --help needs no msgspec."""

from __future__ import annotations

from typing import Literal

Format = Literal["md", "html", "json", "jsonl"]
Language = Literal["en", "ja"]
Tlp = Literal["RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR"]
"""Traffic Light Protocol 2.0 (FIRST, 2022): who may see a brief."""
Method = Literal[
    "coverage",
    "lexrank",
    "textrank",
    "lsa",
    "luhn",
    "kl",
    "sumbasic",
    "reduction",
    "edmundson",
    "lead",
]
Tokenizer = Literal["janome", "lindera"]
"""What takes a text apart into words."""
