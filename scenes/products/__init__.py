"""What is made from whole topics: the lecture, its slides, its gallery, its notebook."""
