"""`mnassess demo`: the invented city's workspace, and the whole way through it as a user would go."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from mnassess import resources
from mnassess.cli.checking import Checked, check_place, severity_word
from mnassess.cli.rendering import render
from mnassess.documents.files import write_atomically
from mnassess.documents.storage import load_document
from mnassess.documents.workspace import CONFIG, load_workspace
from mnassess.errors import WorkspaceError, cause
from mnassess.language import say
from mnassess.rules.problems import Severity


def run_demo(folder: Path) -> Iterator[str]:
    """Copy the sample (what is already there stays), check and render every document; yields what to tell."""
    made = _copy_sample(folder)
    workspace = load_workspace(folder)
    yield say("■ 見本の作業フォルダー：{path}（{agency}）", path=folder, agency=workspace.agency)
    if not made:
        yield say("  既にある見本を使います。ファイルは上書きしていません。")
    checked = {one.name: one for one in check_place(folder, None, None)}
    documents = list(workspace.iter_documents())
    lines: list[str] = []
    with click.progressbar(
        documents, label=say("出力中"), file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        for document in bar:
            report = document.with_suffix(".docx")
            is_new = not report.exists()
            notices = (
                render(document, report) if is_new else (say("前からある出力です。上書きしていません。"),)
            )
            lines += _lines(
                folder, document, report, checked[document.relative_to(folder).as_posix()], notices
            )
    yield from lines
    first = documents[0]
    yield ""
    yield say("■ 次に試すこと")
    yield say("  入力画面を開く　　　　　mnassess tui {path}", path=folder)
    yield say("  全ての評価書を点検する　mnassess check {path}", path=folder)
    yield say("  Word に出力する　　　　 mnassess render {path} -o report.docx", path=first)
    yield say("  自分の団体で始める　　　mnassess init わが市 --agency わが市長 --body local")


def _copy_sample(folder: Path) -> int:
    """Copy the files that are not there yet; returns how many.

    WorkspaceError where the folder holds anything but the sample: the invented city never mixes with a real one.
    """
    if not _is_free_or_sample(folder):
        raise WorkspaceError(
            say("{path}：既に別のものがあります。空のフォルダーか新しい名前を指定してください。", path=folder)
        )
    made = 0
    sample = resources.sample()
    for source in sorted(sample.rglob("*")):
        target = folder / source.relative_to(sample)
        if source.is_dir() or target.exists():
            continue
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(target, source.read_bytes())
        except OSError as error:
            raise WorkspaceError(
                say("{path}：作れません（{reason}）。", path=target, reason=cause(error))
            ) from error
        made += 1
    return made


def _is_free_or_sample(folder: Path) -> bool:
    if not folder.exists():
        return True
    if not folder.is_dir():
        return False
    config = folder / CONFIG
    if config.is_file():
        return config.read_bytes() == (resources.sample() / CONFIG).read_bytes()
    return not any(folder.iterdir())


def _lines(
    folder: Path, document: Path, report: Path, checked: Checked, notices: tuple[str, ...]
) -> Iterator[str]:
    form = load_document(document).assessment.form
    counts = "・".join(
        f"{severity_word(s)} {sum(p.severity is s for p in checked.problems)}" for s in Severity
    )
    yield ""
    yield f"■ {document.parent.name}　{form.name}（{form.stamp.strip('[]')}）"
    yield say("  点検：{counts}", counts=counts)
    yield say(
        "  出力：{path}（{size} KB）", path=report.relative_to(folder), size=report.stat().st_size // 1024
    )
    for notice in notices:
        yield say("  注意：{notice}", notice=notice)
