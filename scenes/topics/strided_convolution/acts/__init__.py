"""The beats of strided convolution, a few to a file."""
