"""Sentences to findings: summaries, figures, forecasts, questions. Pure functions."""
