"""The beats of receptive fields as Manim choreography, a few to a file; `video.py` joins them."""
