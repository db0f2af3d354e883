"""The beats of zooming out, a few to a file."""
