"""Shared Manim mobjects: a feature map, a sliding window, type; importable by anybody.

Import the modules themselves (`from scenes.stage.feature_map import FeatureMap`): this package
stays light, so that naming it does not start manim.
"""
