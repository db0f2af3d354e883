"""The studio: from a topic to files. Jobs come in as frozen data, whole files come out.

Import the modules themselves; this package stays light, so that `render.py` starts quickly.
"""
