"""The parts of strided convolution's figures."""
