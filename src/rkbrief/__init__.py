"""rkbrief: from Japanese articles to a short, honest, fully cited brief."""

__version__ = "0.1.0"
