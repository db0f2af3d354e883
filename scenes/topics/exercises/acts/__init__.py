"""The choreography of exercises, a few beats to a file."""
