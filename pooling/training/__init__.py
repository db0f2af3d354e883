"""Scripts that train the shipped network and draw its atlas (extra `train`: PyTorch)."""

from importlib.util import find_spec

import click


def require_torch() -> None:
    """End a script in one line where PyTorch is missing."""
    if find_spec("torch") is None:
        raise click.ClickException("this needs PyTorch: pip install 'zoomout[train]'")
