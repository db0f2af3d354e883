"""What manim-slides is handed, and how it is kept from the network and the terminal."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from manim_slides import convert
from manim_slides.config import PresentationConfig, SlideConfig

from scenes.products.slides.deck import Deck


def presentations(deck: Deck) -> list[PresentationConfig]:
    """A presentation a part, a slide a beat; nothing is played backwards."""
    return [
        PresentationConfig.model_validate(
            {
                "slides": [
                    SlideConfig(
                        file=piece.film, rev_file=piece.film, notes=piece.notes, dedent_notes=False
                    )
                    for piece in part.pieces
                ],
                "resolution": deck.size,
                "background_color": deck.theme.background,
            }
        )
        for part in deck.parts
    ]


@contextlib.contextmanager
def quietly(assets: Path) -> Iterator[None]:
    """Converters that draw no bars of their own and look for their assets in a folder.

    manim-slides has no setting for either: it keeps assets in the user's cache folder, and
    fetches what is not there.
    """

    def listed(slides: Iterable[Any], **_: Any) -> Iterable[Any]:
        return slides

    module: Any = convert
    before = module.tqdm, module.user_cache_path
    module.tqdm, module.user_cache_path = listed, lambda _: assets
    try:
        yield
    finally:
        module.tqdm, module.user_cache_path = before
