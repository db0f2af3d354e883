"""Takeaways: the five lines to remember, each with the picture that earned it."""
