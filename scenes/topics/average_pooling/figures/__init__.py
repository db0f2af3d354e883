"""The parts of average pooling's figures."""
