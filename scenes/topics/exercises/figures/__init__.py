"""Panels and figures of exercises."""
