"""The beats of pooling_vs_strided as Manim choreography, a few to a file; `video.py` joins them."""
