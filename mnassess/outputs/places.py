"""Where a command may write: under a name it can write, never over the work, never among the evidence."""

import re
from collections.abc import Iterable
from pathlib import Path

from mnassess.errors import MnassessError
from mnassess.language import say

_OURS = re.compile(
    r"(threshold|key-item|full-item)(\.[0-9-]+)?(\.review)?\.json|evidence\.(csv|json)|knowledge\.json|concepts\.json",
    re.IGNORECASE,
)
"""Names of the files that are the work itself: no output takes their place."""


def check_output(output: Path, documents: Iterable[Path], suffixes: Iterable[str]) -> None:
    """MnassessError where the output has no suffix we write, no folder, or the place of the work or its evidence."""
    known = tuple(suffixes)
    if output.suffix.lower() not in known:
        raise MnassessError(
            say(
                "出力先「{path}」の拡張子は {suffixes} にしてください。",
                path=output,
                suffixes="・".join(known),
            )
        )
    if output.is_dir() or not output.parent.is_dir():
        raise MnassessError(
            say("{path}：出力先のフォルダーがないか、同じ名前のフォルダーがあります。", path=output)
        )
    at = output.resolve()
    if at in {one.resolve() for one in documents} or (at.exists() and _OURS.fullmatch(at.name)):
        raise MnassessError(
            say("{path}：評価書や台帳そのものです。別の名前を指定してください。", path=output)
        )
    refuse_evidence_folder(output)


def refuse_evidence_folder(output: Path) -> None:
    """MnassessError where the output would lie in a folder of evidence, beside or below its register."""
    from mnassess.evidence.register import REGISTERS

    if any((folder / name).is_file() for folder in output.resolve().parents for name in REGISTERS):
        raise MnassessError(
            say("{path}：証跡のフォルダーの中です。別の場所を指定してください。", path=output)
        )
