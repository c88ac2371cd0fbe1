"""Plain Japanese text to sentences, morphemes, numbers and dates."""
