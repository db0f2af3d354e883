"""The beats of why_pooling as Manim choreography, a few to a file; `video.py` joins them."""
