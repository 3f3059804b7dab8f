"""Tables as CSV for Excel in Japan: UTF-8 with a BOM, CRLF, and no cell that Excel would take for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def csv_bytes(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The file: a row of heads, then the rows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([neutral(head) for head in heads])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def neutral(cell: str) -> str:
    """The cell, with an apostrophe in front where a spreadsheet would run it (=, +, -, @, full width too)."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
