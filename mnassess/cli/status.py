"""`mnassess status`: the documents of a workspace and how far each is."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mnassess.cli.ending import FOUND_NOTHING, UNUSABLE, complain
from mnassess.cli.options import FILE, format_option, print_json, print_text
from mnassess.language import say

if TYPE_CHECKING:
    from mnassess.rules.overview import DocumentOverview


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return (_status(),)


def _status() -> click.Command:
    def run(workspace: Path, as_of: str | None, form_of_output: str) -> int:
        from mnassess.cli.checking import day
        from mnassess.documents.workspace import load_workspace
        from mnassess.rules.overview import iter_overviews

        at = day(as_of)
        overviews = tuple(iter_overviews(load_workspace(workspace), at))
        for one in overviews:
            if one.refusal:
                complain(one.refusal)
        if form_of_output == "json":
            print_json([one.to_json(workspace) for one in overviews])
        else:
            for line in status_lines(overviews):
                print_text(line)
        return UNUSABLE if any(one.refusal for one in overviews) else FOUND_NOTHING

    return click.Command(
        "status",
        callback=run,
        help=say("作業フォルダーの評価書を、進み具合・点検・宿題・最後の編集とともに一覧にします。"),
        params=[
            click.Argument(["workspace"], type=FILE),
            click.Option(["--as-of"], help=say("いつの時点で点検するか。省くと今日。")),
            format_option(),
        ],
    )


def status_lines(overviews: "Iterable[DocumentOverview]") -> Iterator[str]:
    """The table for people: under each operation its documents."""
    from mnassess.cli.columns import columns

    documents = tuple(overviews)
    if not documents:
        yield say("評価書がまだありません。mnassess new で作れます。")
        return
    lines = columns([_cells(one) for one in documents])
    operation = ""
    for one, line in zip(documents, lines, strict=True):
        if one.operation != operation:
            operation = one.operation
            yield f"■ {operation}"
        yield f"  {line}"


def _cells(one: "DocumentOverview") -> list[str]:
    from mnassess.forms.dates import show_date
    from mnassess.rules.problems import Severity, severity_word

    if one.refusal:
        return [one.path.name, say("開けません"), *[""] * 7]
    late = say("（超過 {count}）", count=one.overdue) if one.overdue else ""
    last = one.last_edit
    return [
        say("{form} {edition}版", form=one.form, edition=show_date(one.edition)),
        say("記入 {done}/{total}", done=one.progress.answered, total=one.progress.total),
        *(f"{severity_word(severity)} {one.counts.get(severity, 0)}" for severity in Severity),
        say("要確認 {count}", count=one.to_confirm),
        say("宿題 {count}", count=one.homework) + late,
        f"{last.at.astimezone():%Y-%m-%d %H:%M} {last.who}".rstrip() if last else "",
        say("編集中：{who}", who=one.editor.who) if one.editor else "",
    ]
