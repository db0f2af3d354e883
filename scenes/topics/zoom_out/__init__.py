"""Zooming out: pooling is stepping back from an image; details, shapes, scenes."""
