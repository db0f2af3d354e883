"""Strided convolution: multiply, add, step; a downsampling whose weights are learned."""
