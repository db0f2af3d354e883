"""The parts of why_pooling's figures."""
