"""The parts of the figures of receptive fields."""
