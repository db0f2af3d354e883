"""Hierarchy: from edges over textures and parts to objects, in a real trained network."""
