"""Bytes to articles: reading, decoding, and telling the article from its page."""
