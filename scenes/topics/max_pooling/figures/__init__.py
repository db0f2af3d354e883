"""The parts of max pooling's figures."""
