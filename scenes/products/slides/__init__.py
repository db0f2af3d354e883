"""Slides: one a beat, each with its piece of film, and the topics' figures as pages."""
