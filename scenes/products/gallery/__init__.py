"""The gallery: one page of all that was rendered, which needs nothing but the files it shows."""
