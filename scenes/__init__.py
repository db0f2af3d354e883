"""Pictures of pooling: stories, scenes, figures, and the studio that writes them into files."""
