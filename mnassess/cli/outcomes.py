"""What a review leaves behind: `mnassess risks`, `mnassess report`, `mnassess export`."""

from pathlib import Path

import click

from mnassess.cli.ending import FOUND_NOTHING
from mnassess.cli.options import FILE, document, evidence_option, print_text
from mnassess.errors import MnassessError
from mnassess.language import say
from mnassess.outputs.places import check_output


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return _risks(), _report(), _export()


def _risks() -> click.Command:
    def run(documents: tuple[Path, ...], output: Path, evidence: Path | None, as_of: str | None) -> int:
        from mnassess.cli.checking import day
        from mnassess.outputs.outcome_files import TABLE_SUFFIXES, write_table
        from mnassess.review.gathering import outcome_of

        check_output(output, documents, TABLE_SUFFIXES)
        at = day(as_of)
        write_table(
            tuple(outcome_of(document, as_of=at, register=evidence) for document in documents), output
        )
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
        from mnassess.outputs.outcome_files import write_bytes
        from mnassess.review.gathering import outcome_of
        from mnassess.review.oscal import oscal_bytes

        if not oscal:
            raise MnassessError(say("書き出す形を指定してください（--oscal）。"))
        check_output(output, (document,), (".json",))
        write_bytes(output, oscal_bytes(outcome_of(document, as_of=day(as_of), register=evidence)))
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
