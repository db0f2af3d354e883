"""Why pooling: it forgives a little, spares much, and lets later layers see further."""
