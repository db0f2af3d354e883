"""Receptive fields: how far into the picture a unit deep in a network can see."""
