"""Scripts that train the shipped network and run the exercises (extra `train`: PyTorch)."""
