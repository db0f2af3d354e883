"""The parts of zooming out's figures."""
