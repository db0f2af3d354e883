"""A part of a drawn figure on a PDF page of its own, as vectors, with its alt text.

A figure is in the file once, as a form, however many pages show a part of it. Each page is a
figure of the document's structure, which is where readers look for its words.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from scenes.page.sheet import Box
from scenes.theme import rgb


@dataclass(frozen=True)
class Drawing:
    """A figure that is in a file, in points; `form` is where."""

    form: PdfObject
    width: float
    height: float


class Pages:
    """A PDF in the making.

    Args:
        width: of every page, in points.
        background: its colour.
        language: of the words.
    """

    def __init__(self, width: float, background: str, language: str) -> None:
        self.writer = PdfWriter()
        self._width = width
        self._ground = " ".join(f"{part:.4f}" for part in rgb(background))
        self._language = language
        self._told: list[tuple[PdfObject, str]] = []

    def __len__(self) -> int:
        return len(self._told)

    def drawing(self, drawn: bytes) -> Drawing:
        """Bring in a PDF of one page."""
        page = PdfReader(io.BytesIO(drawn)).pages[0]
        contents = page.get_contents()
        stream = DecodedStreamObject()
        stream.set_data(contents.get_data() if contents is not None else b"")
        form = stream.flate_encode()
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        form.update(
            _dictionary(
                Type=NameObject("/XObject"),
                Subtype=NameObject("/Form"),
                BBox=_numbers(0, 0, width, height),
                Resources=page["/Resources"].clone(self.writer),
                Group=_dictionary(S=NameObject("/Transparency"), CS=NameObject("/DeviceRGB")),
            )
        )
        return Drawing(self.writer._add_object(form), width, height)

    def add(self, drawing: Drawing, box: Box, scale: float, height: float, alt: str) -> None:
        """Add a page that shows a part of a drawing in its middle.

        Args:
            drawing: what is shown.
            box: the part, in points from the drawing's upper left corner.
            scale: how much it is enlarged.
            height: of the page.
            alt: what a reader who cannot see it is told.
        """
        foot = drawing.height - box.bottom
        left = (self._width - scale * box.width) / 2 - scale * box.left
        up = (height - scale * box.height) / 2 - scale * foot
        stream = DecodedStreamObject()
        stream.set_data(
            f"/Figure <</MCID 0>> BDC {self._ground} rg 0 0 {self._width:g} {height:.2f} re f "
            f"q {scale:.5f} 0 0 {scale:.5f} {left:.3f} {up:.3f} cm "
            f"{box.left:.3f} {foot:.3f} {box.width:.3f} {box.height:.3f} re W n "
            f"/Drawing Do Q EMC".encode()
        )
        page = self.writer.add_blank_page(self._width, height)
        page[NameObject("/Contents")] = self.writer._add_object(stream)
        page[NameObject("/Resources")] = _dictionary(XObject=_dictionary(Drawing=drawing.form))
        page[NameObject("/StructParents")] = NumberObject(len(self))
        self._told.append((page.indirect_reference or NullObject(), alt))

    def begin_part(self, title: str) -> None:
        """Name the part that the last page begins in the file's outline."""
        self.writer.add_outline_item(title=title, page_number=len(self) - 1)

    def finished(self, title: str, author: str) -> bytes:
        """The file, which is the same every time."""
        self._tell_structure()
        self.writer.add_metadata({"/Title": title, "/Author": author})
        self.writer.pdf_header = "%PDF-1.4"
        self.writer.compress_identical_objects()
        memory = io.BytesIO()
        self.writer.write(memory)
        return memory.getvalue()

    def _tell_structure(self) -> None:
        place = self.writer._add_object
        root, document = _dictionary(Type=NameObject("/StructTreeRoot")), _element("/Document")
        root_place, document_place = place(root), place(document)
        figures = [
            place(
                _element(
                    "/Figure",
                    P=document_place,
                    Pg=page,
                    K=NumberObject(0),
                    Alt=TextStringObject(alt),
                )
            )
            for page, alt in self._told
        ]
        parents = ArrayObject()
        for number, figure in enumerate(figures):
            parents.extend([NumberObject(number), place(ArrayObject([figure]))])
        document.update(_dictionary(P=root_place, K=ArrayObject(figures)))
        root.update(_dictionary(K=document_place, ParentTree=place(_dictionary(Nums=parents))))
        self.writer.root_object.update(
            _dictionary(
                StructTreeRoot=root_place,
                MarkInfo=_dictionary(Marked=BooleanObject(True)),
                Lang=TextStringObject(self._language),
            )
        )


def _dictionary(**entries: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def _element(kind: str, **entries: Any) -> DictionaryObject:
    return _dictionary(Type=NameObject("/StructElem"), S=NameObject(kind), **entries)


def _numbers(*values: float) -> ArrayObject:
    found: Iterable[FloatObject] = (FloatObject(value) for value in values)
    return ArrayObject(found)
