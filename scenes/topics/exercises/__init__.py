"""The five exercises, answered with real runs."""
