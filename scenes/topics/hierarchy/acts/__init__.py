"""The beats of the hierarchy, a few to a file."""
