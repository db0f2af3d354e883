"""How the networks of the lecture's exercises learn, and how they are asked about a shift."""

from pooling.measured import ShiftTest
from pooling.training.recipe import Recipe

RECIPE = Recipe(epochs=7, batch_size=256, rate=0.2, smoothing=0.0, averaging=0.99)
"""How all of them learn; the seed is each run's own."""
SHIFT = ShiftTest()
"""How all of them are asked what they make of a shift."""
