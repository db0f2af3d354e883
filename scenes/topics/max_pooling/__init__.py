"""Max pooling: a window slides over a feature map, and the strongest value survives."""
