"""Where a command may write: never over the work, never among the evidence."""

from pathlib import Path

from mnassess.errors import MnassessError
from mnassess.evidence.register import REGISTERS
from mnassess.language import say


def refuse_evidence_folder(output: Path) -> None:
    """MnassessError where the output would lie in a folder of evidence, beside or below its register."""
    if any((folder / name).is_file() for folder in output.resolve().parents for name in REGISTERS):
        raise MnassessError(
            say("{path}：証跡のフォルダーの中です。別の場所を指定してください。", path=output)
        )
