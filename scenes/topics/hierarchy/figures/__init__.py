"""The parts of hierarchy's figures."""
