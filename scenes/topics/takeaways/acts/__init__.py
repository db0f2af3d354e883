"""The beats of the takeaways, a few to a file."""
