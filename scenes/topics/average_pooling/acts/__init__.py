"""The beats of average pooling as Manim choreography, a few to a file; `video.py` joins them."""
