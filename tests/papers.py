"""Reading papers back: text and pictures of a PDF, its fonts, whether it is tagged."""

from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
from PIL.Image import Image


class Paper:
    """One printed document; text comes from a reader that is not the writer."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._pages = pypdfium2.PdfDocument(content)
        self._reader = pypdf.PdfReader(BytesIO(content))

    def __len__(self) -> int:
        return len(self._pages)

    def text(self, page: int) -> str:
        """With plain spaces: where a line may not break is for the eye."""
        return self._pages[page].get_textpage().get_text_range().replace("\u00a0", " ")

    @property
    def all_text(self) -> str:
        return "\n".join(self.text(page) for page in range(len(self)))

    def picture(self, page: int, scale: float = 1.0) -> Image:
        return self._pages[page].render(scale=scale).to_pil()

    @property
    def is_tagged(self) -> bool:
        root = self._reader.trailer["/Root"]
        return bool(root["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in root

    @property
    def figures(self) -> list[str]:
        """What each drawing and picture says to those who cannot see it; empty for one that says nothing."""
        found: list[str] = []

        def walk(node: Any) -> None:
            node = node.get_object()
            if isinstance(node, list):
                for one in node:
                    walk(one)
            elif isinstance(node, dict) and "/S" in node:
                if node["/S"] == "/Figure":
                    found.append(str(node.get("/Alt", "")))
                if "/K" in node:
                    walk(node["/K"])

        walk(self._reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
        return found

    @property
    def language(self) -> str:
        return str(self._reader.trailer["/Root"]["/Lang"])

    @property
    def title(self) -> str:
        return str(self._reader.metadata.title)

    @property
    def fonts(self) -> set[str]:
        """Names of the embedded fonts without their subset prefix; a font that is not embedded is named so."""
        found = set()
        for page in self._reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
                name = str(font["/BaseFont"]).split("+")[-1]
                found.add(name if "/FontFile2" in descriptor or "/FontFile3" in descriptor else f"{name} not embedded")
        return found

    def width_of_text(self, page: int, words: str) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of the first place `words` stand, in points."""
        text = self._pages[page].get_textpage()
        found = text.search(words).get_next()
        assert found, f"{words} is not on page {page + 1}"
        boxes = [text.get_charbox(place) for place in range(found[0], found[0] + found[1])]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)
