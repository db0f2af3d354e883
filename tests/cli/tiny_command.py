"""The command line with the tiny topic alone, as a program of its own that can be killed."""

import signal
import sys
import tempfile
from pathlib import Path

import scenes.topics
from scenes.studio import films, prepare


def main() -> int:
    """Run the command line."""
    from render import main as command
    from tests.studio import tiny

    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "tiny" / "texts"
        texts.mkdir(parents=True)
        (texts / "en.toml").touch()
        scenes.topics.__path__ = [folder]
        for module in (scenes.topics, prepare, films):
            module.discover = lambda: {"tiny": tiny.TOPIC}  # type: ignore[attr-defined]
        code = command()
        # All is done and told: from here on Ctrl-C is Python's own affair, which ends as it likes.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return code


if __name__ == "__main__":
    sys.exit(main())
