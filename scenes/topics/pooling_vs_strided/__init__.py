"""Pooling against strided convolution: the lecture's table, with measurements in place of words."""
