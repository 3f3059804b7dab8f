"""Something to show in a notebook, with everything a reader may need: HTML, plain text, the data itself."""

import base64
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from mnassess.display.blocks import Block, Picture
from mnassess.display.html import as_html
from mnassess.display.plain import plain

JSON_TYPE = "application/vnd.mnassess+json"
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters: a notebook that holds one cannot be saved."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Shown:
    """Blocks to show, and the data they were made of."""

    blocks: tuple[Block, ...]
    kind: str
    """What it is: changes, findings, section, form, document, workspace; of a picture, the frame it was drawn from."""
    data: tuple[Mapping[str, Any], ...]
    """Its rows as JSON values, text as it was typed."""

    def __str__(self) -> str:
        return plain(self.blocks)

    __repr__ = __str__

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        """What Jupyter asks for: a picture as PNG too, and the table beside it in the HTML and the text."""
        bundle: dict[str, Any] = {
            "text/plain": plain(self.blocks),
            "text/html": as_html(self.blocks),
            JSON_TYPE: {"kind": self.kind, "rows": self._rows()},
        }
        pictures = [one for one in self.blocks if isinstance(one, Picture)]
        if pictures:
            bundle["image/png"] = base64.b64encode(pictures[0].png).decode()
        return {
            name: value
            for name, value in bundle.items()
            if (not include or name in include) and not (exclude and name in exclude)
        }

    def _rows(self) -> Any:
        text = json.dumps([dict(row) for row in self.data], ensure_ascii=False)
        return json.loads(_HALVES.sub(lambda half: f"[U+{ord(half[0]):04X}]", text))
