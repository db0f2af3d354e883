"""A pptx package in its last form: the theme's colours, nothing left over, the same bytes."""

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from scenes.theme import Theme

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""What a zip file dates from at the earliest."""
_PACKED = {".mp4", ".png", ".jpeg", ".jpg"}
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def settle(raw: Path, path: Path, theme: Theme) -> None:
    """Write a package anew: its theme told, without the template's thumbnail, undated.

    Args:
        raw: as python-pptx saved it.
        path: the file to write.
        theme: becomes the colours that new slides and shapes are offered.
    """
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/thumbnail.jpeg":
                continue  # of an empty white slide
            if name == "_rels/.rels":
                content = re.sub(rb'<Relationship [^>]*thumbnail\.jpeg"[^>]*/>', b"", content)
            elif name == "docProps/core.xml":
                content = _DATES.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            elif name == "ppt/theme/theme1.xml":
                content = _coloured(content.decode(), theme).encode()
            entry = zipfile.ZipInfo(name, _BEGINNING)
            packed = Path(name).suffix in _PACKED
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            target.writestr(entry, content)


def _coloured(text: str, theme: Theme) -> str:
    """A theme part with our colours and typeface; its background is what it calls light."""
    colours = {
        "dk1": theme.text, "lt1": theme.background, "dk2": theme.muted, "lt2": theme.surface,
        "accent1": theme.window, "accent2": theme.winner, "accent3": theme.output,
        "accent4": theme.gradient, "accent5": theme.ramp[2], "accent6": theme.padding,
        "hlink": theme.output, "folHlink": theme.muted,
    }  # fmt: skip
    for name, colour in colours.items():
        pattern = rf"(<a:{name}>).*?(</a:{name}>)"
        filled = rf'\g<1><a:srgbClr val="{colour.removeprefix("#").upper()}"/>\g<2>'
        text = re.sub(pattern, filled, text, flags=re.DOTALL)
    font = escape(theme.font, {'"': "&quot;"})
    return re.sub(r'<a:(latin|ea|cs) typeface="[^"]*"', rf'<a:\g<1> typeface="{font}"', text)
