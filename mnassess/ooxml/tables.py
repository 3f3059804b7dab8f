"""Tables of WordprocessingML as strings: `w:tbl`, `w:tr`, `w:tc`. Widths in twips.

Every column width is written three times (`w:gridCol`, `w:tcW`, `w:tblW`): LibreOffice and Word each look at
another one.
"""

from collections.abc import Iterable
from functools import lru_cache


def table(style: str, widths: Iterable[int], rows: Iterable[str], *, centered: bool = False) -> str:
    """A `w:tbl` of fixed layout."""
    columns = tuple(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    center = '<w:jc w:val="center"/>' if centered else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>{center}'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


@lru_cache(maxsize=256)
def row_properties(*, whole: bool = False, header: bool = False, height: int = 0) -> str:
    """The `w:trPr` of a row that does not break across pages, is repeated on each, is at least so high."""
    inside = (
        ("<w:cantSplit/>" if whole else "")
        + (f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "")
        + ("<w:tblHeader/>" if header else "")
    )
    return f"<w:trPr>{inside}</w:trPr>" if inside else ""


@lru_cache(maxsize=4096)
def cell_start(
    width: int, span: int = 1, *, merge: str = "", open_edges: tuple[str, ...] = (), fill: str = "", align: str = "center",
    margin: int | None = None,
) -> str:  # fmt: skip
    """`<w:tc>` and its properties; the caller adds paragraphs and `</w:tc>`.

    `merge` is "restart" for the first cell of a vertical merge, "continue" for the others; `open_edges` names the
    edges without a rule; `margin` is the room left and right of the text where the table's does not fit.
    """
    properties = [f'<w:tcW w:w="{width}" w:type="dxa"/>']
    if span > 1:
        properties.append(f'<w:gridSpan w:val="{span}"/>')
    if merge:
        properties.append('<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>")
    if open_edges:
        edges = "".join(f'<w:{edge} w:val="nil"/>' for edge in open_edges)
        properties.append(f"<w:tcBorders>{edges}</w:tcBorders>")
    if fill:
        properties.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>')
    if margin is not None:
        properties.append(
            f'<w:tcMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tcMar>'
        )
    if align != "top":
        properties.append(f'<w:vAlign w:val="{align}"/>')
    return f"<w:tc><w:tcPr>{''.join(properties)}</w:tcPr>"
