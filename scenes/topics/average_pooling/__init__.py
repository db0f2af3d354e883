"""Average pooling: every cell has a say."""
