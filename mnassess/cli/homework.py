"""`mnassess todo`: what has to be found out, per department, to read, to sort and to hand out."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mnassess.cli.ending import FOUND_NOTHING, UNUSABLE, complain
from mnassess.cli.options import FILE, format_option, print_json, print_text
from mnassess.language import say
from mnassess.outputs.places import check_output

if TYPE_CHECKING:
    from mnassess.documents.homework import Homework
    from mnassess.documents.workspace import Workspace


Writer = Callable[["Workspace", "tuple[Homework, ...]", date, Path], None]


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return (_todo(),)


def _todo() -> click.Command:
    def run(workspace: Path, output: Path | None, as_of: str | None, form_of_output: str) -> int:
        from mnassess.cli.checking import day
        from mnassess.documents.workspace import load_workspace
        from mnassess.review.homework import homework_with_findings

        at, found_in = day(as_of), load_workspace(workspace)
        write = _writer(output) if output else None
        found = homework_with_findings(found_in)
        for refusal in found.refusals:
            complain(refusal)
        if output and write:
            write(found_in, found.items, at, output)
            print_text(str(output))
        elif form_of_output == "json":
            print_json([one.to_json(workspace, at) for one in found.items])
        else:
            for line in todo_lines(found.items, at):
                print_text(line)
        return UNUSABLE if found.refusals else FOUND_NOTHING

    return click.Command(
        "todo",
        callback=run,
        help=say(
            "作業フォルダーの宿題（調べること・要確認の欄・担当の決まった指摘）を担当部署ごとに示します。"
        ),
        params=[
            click.Argument(["workspace"], type=FILE),
            click.Option(
                ["-o", "--output"], type=FILE, help=say("書き出すファイル（.csv か、部署ごとに配る .docx）。")
            ),
            click.Option(["--as-of"], help=say("いつの時点で期限を見るか。省くと今日。")),
            format_option(),
        ],
    )


def todo_lines(items: "tuple[Homework, ...]", as_of: date) -> Iterator[str]:
    """The homework for people: per department, the earliest due first."""
    from mnassess.documents.homework import by_department, department_words
    from mnassess.forms.dates import show_date

    if not items:
        yield say("宿題はありません。")
    for department, homework in by_department(items).items():
        yield f"■ {department_words(department)}　" + say("（{count}件）", count=len(homework))
        for one in homework:
            due = say("期限 {day}", day=show_date(one.due)) if one.due else say("期限なし")
            late = say("（期限超過）") if one.is_overdue(as_of) else ""
            yield f"  ・[{due}{late}] " + one.task.replace("\n", "\n      ")
            yield f"      {one.report}" if one.title in one.task else f"      {one.report}　{one.title}"


def _writer(output: Path) -> Writer:
    """What writes a file of that name; MnassessError where nothing does."""
    writers = {".csv": _write_csv, ".docx": _write_docx}
    check_output(output, (), writers)
    return writers[output.suffix.lower()]


def _write_csv(_: "Workspace", items: "tuple[Homework, ...]", as_of: date, output: Path) -> None:
    from mnassess.documents.files import write_atomically
    from mnassess.documents.homework import homework_csv

    write_atomically(output, homework_csv(items, as_of))


def _write_docx(workspace: "Workspace", items: "tuple[Homework, ...]", as_of: date, output: Path) -> None:
    from mnassess.documents.homework import by_department
    from mnassess.word.handout import Handout, write_handout

    departments = by_department(items)
    write_handout(Handout(agency=workspace.agency, as_of=as_of, departments=departments), output)
