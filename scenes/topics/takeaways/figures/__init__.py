"""The parts of the takeaways' figures."""
