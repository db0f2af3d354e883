"""A media folder as renders leave it, with the names that give trouble."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image, PngImagePlugin

FILM, PAGE, VECTOR = "videos/max_pooling.mp4", "figures/max_pooling.png", "figures/max_pooling.svg"
ODD = 'figures/zoom_out_Käse "100 %" & <Öl>#1.png'
GIF = "videos/max_pooling_window.gif"
SECONDS = 3.0
TOLD: dict[str, Any] = {
    "topic": "max_pooling",
    "title": "Max pooling",
    "parameters": {"kernel_size": [2, 3], "ceil_mode": False, "channel": None},
    "input": "coffee",
    "source": "A cup of coffee",
}
WORDS = {
    "window": {"caption": "The window looks. The strongest wins.", "alt": "A window on 3 < 4."},
    "step": {"caption": "It steps on & on.", "alt": "The window elsewhere."},
}
TIMELINE = [
    {"beat": "window", "start": 0.0, "seconds": 2.0},
    {"beat": "step", "start": 2.0, "seconds": 1.0},
]
ENTRIES: dict[str, dict[str, Any]] = {
    FILM: TOLD
    | {
        "what": "video",
        "theme": "dark",
        "language": "en",
        "beats": ["window", "step"],
        "words": WORDS,
        "timeline": TIMELINE,
        "seconds": SECONDS,
        "width": 320,
        "height": 180,
        "fps": 10,
        "command": "render.py video max_pooling --kernel-size 2,3",
    },
    GIF: TOLD
    | {
        "what": "video",
        "theme": "light",
        "language": "en",
        "beats": ["window"],
        "words": WORDS,
        "timeline": TIMELINE[:1],
        "seconds": 2.0,
        "command": "render.py video max_pooling --format gif",
    },
    PAGE: TOLD
    | {
        "what": "figure",
        "figure": "page",
        "theme": "light",
        "language": "en",
        "alt": 'Max pooling: "6" wins, 3 < 4.',
        "command": "render.py figure max_pooling",
    },
    VECTOR: TOLD
    | {
        "what": "figure",
        "figure": "page",
        "theme": "light",
        "language": "en",
        "alt": 'Max pooling: "6" wins, 3 < 4.',
        "command": "render.py figure max_pooling --format svg",
    },
    ODD: TOLD
    | {
        "what": "figure",
        "topic": "zoom_out",
        "title": "Herauszoomen",
        "figure": "page",
        "theme": "dark",
        "language": "de",
        "alt": "Das Öl.",
        "command": """render.py figure zoom_out --input 'Käse "100 %" & <Öl>#1.png'""",
    },
    "figures/gone.png": TOLD | {"what": "figure", "figure": "page", "alt": "Gone."},
}
LOOSE = "figures/hierarchy_mine.png"
"""Lies there, and the manifest does not tell of it; the file describes itself."""


def write_media(media: Path, entries: Mapping[str, Mapping[str, Any]] = ENTRIES) -> Path:
    """Write every file but the one that is gone, and the manifest."""
    for folder in ("videos", "figures"):
        (media / folder).mkdir(parents=True, exist_ok=True)
    write_film(media / FILM)
    frames = [Image.new("RGB", (160, 90), colour) for colour in ("#102030", "#405060")]
    frames[0].save(media / GIF, save_all=True, append_images=frames[1:], duration=500)
    for name in (PAGE, ODD):
        Image.new("RGB", (300, 400), "#f4f4f4").save(media / name)
    about = PngImagePlugin.PngInfo()
    about.add_text("Description", "Edges, then objects.")
    Image.new("RGB", (400, 300), "#dddddd").save(media / LOOSE, pnginfo=about)
    (media / VECTOR).write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 40" width="30pt" height="40pt">'
        f"<desc>{'-' * 9000}</desc></svg>"
    )
    manifest = json.dumps({"files": entries}, ensure_ascii=False)
    (media / "manifest.json").write_text(manifest, encoding="utf-8")
    return media


def write_film(path: Path) -> None:
    """A film of three seconds in which something moves."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for number in range(int(10 * SECONDS)):
            picture = np.full((180, 320, 3), 30, np.uint8)
            picture[60:120, 8 * number : 8 * number + 60] = 200
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
