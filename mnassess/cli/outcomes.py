"""What a review leaves behind: `mnassess risks`, `mnassess report`, `mnassess export`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mnassess.cli.ending import FOUND_NOTHING
from mnassess.cli.options import FILE, document, evidence_option, print_text
from mnassess.cli.outputs import check_output
from mnassess.errors import MnassessError
from mnassess.language import say

if TYPE_CHECKING:
    from mnassess.review.outcome import Review

Writer = Callable[[Path, "tuple[Review, ...]"], None]


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return _risks(), _report(), _export()


def _risks() -> click.Command:
    def run(documents: tuple[Path, ...], output: Path, evidence: Path | None, as_of: str | None) -> int:
        from mnassess.cli.checking import day
        from mnassess.review.gathering import outcome_of

        write = _writer(output, documents)
        at = day(as_of)
        write(output, tuple(outcome_of(document, as_of=at, register=evidence) for document in documents))
        print_text(str(output))
        return FOUND_NOTHING

    return click.Command(
        "risks",
        callback=run,
        help=say(
            "リスク管理表を出力します。ファイル・リスク・対策ごとに一行で、26 のリスクのそれぞれに、足りないものも示します。"
        ),
        params=[
            click.Argument(["documents"], type=FILE, nargs=-1, required=True),
            _output(say("出力するファイル（.xlsx・.csv・.docx）。")),
            evidence_option(),
            _as_of(),
        ],
    )


def _report() -> click.Command:
    def run(document: Path, output: Path, evidence: Path | None, as_of: str | None) -> int:
        from mnassess.cli.checking import day
        from mnassess.review.gathering import outcome_of
        from mnassess.word.review_report import write_review_report

        check_output(output, (document,), (".docx",))
        write_review_report(outcome_of(document, as_of=day(as_of), register=evidence), output)
        print_text(str(output))
        return FOUND_NOTHING

    return click.Command(
        "report",
        callback=run,
        help=say(
            "点検結果報告書（概要、過程ごとの記載と裏付け、指摘、証跡の一覧、確認していないもの）を Word 文書に出力します。"
        ),
        params=[document(), _output(say("出力するファイル（.docx）。")), evidence_option(), _as_of()],
    )


def _export() -> click.Command:
    def run(*, document: Path, oscal: bool, output: Path, evidence: Path | None, as_of: str | None) -> int:
        from mnassess.cli.checking import day
        from mnassess.review.gathering import outcome_of
        from mnassess.review.oscal import oscal_bytes

        if not oscal:
            raise MnassessError(say("書き出す形を指定してください（--oscal）。"))
        check_output(output, (document,), (".json",))
        _write(output, oscal_bytes(outcome_of(document, as_of=day(as_of), register=evidence)))
        print_text(str(output))
        return FOUND_NOTHING

    return click.Command(
        "export",
        callback=run,
        help=say("点検の結果を、ほかのツールが読む形に書き出します。"),
        params=[
            document(),
            click.Option(["--oscal"], is_flag=True, help=say("NIST OSCAL の assessment results（JSON）。")),
            _output(say("出力するファイル（.json）。")),
            evidence_option(),
            _as_of(),
        ],
    )


def _output(words: str) -> click.Option:
    return click.Option(["-o", "--output"], type=FILE, required=True, help=words)


def _as_of() -> click.Option:
    return click.Option(["--as-of"], help=say("いつの時点の結果とするか。省くと今日。"))


# --- where to -------------------------------------------------------------------------------------------------


def _writer(output: Path, documents: tuple[Path, ...]) -> Writer:
    """What writes a risk table under that name; MnassessError where nothing does."""
    writers = {".xlsx": _write_xlsx, ".csv": _write_csv, ".docx": _write_docx}
    check_output(output, documents, tuple(writers))
    return writers[output.suffix.lower()]


def _write(output: Path, data: bytes) -> None:
    from mnassess.documents.files import write_atomically
    from mnassess.errors import cause

    try:
        write_atomically(output, data)
    except OSError as error:
        raise MnassessError(
            say(
                "{path}：書き出せません（{reason}）。ほかのソフトで開いたままなら閉じてください。",
                path=output,
                reason=cause(error),
            )
        ) from error


def _write_xlsx(output: Path, reviews: "tuple[Review, ...]") -> None:
    from mnassess.excel.risk_table import risk_workbook
    from mnassess.review.risk_table import risk_rows

    agency, as_of = _whose(reviews)
    _write(output, risk_workbook(risk_rows(reviews), agency=agency, as_of=as_of))


def _write_csv(output: Path, reviews: "tuple[Review, ...]") -> None:
    from mnassess.review.risk_table import risk_csv, risk_rows

    _write(output, risk_csv(risk_rows(reviews)))


def _write_docx(output: Path, reviews: "tuple[Review, ...]") -> None:
    from mnassess.review.risk_table import risk_rows
    from mnassess.word.risk_table import write_risk_table

    agency, as_of = _whose(reviews)
    write_risk_table(risk_rows(reviews), output, agency=agency, as_of=as_of)


def _whose(reviews: "tuple[Review, ...]") -> tuple[str, date]:
    return reviews[0].agency, reviews[0].as_of
