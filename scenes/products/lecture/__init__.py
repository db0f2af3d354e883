"""The lecture: one video of all topics, and what belongs beside it."""
