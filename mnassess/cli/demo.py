"""`mnassess demo`: the invented city's workspace, and the whole way through it as a user would go."""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from mnassess import resources
from mnassess.cli.checking import Checked, check_place
from mnassess.cli.rendering import render
from mnassess.documents.files import write_atomically
from mnassess.documents.naming import title_of
from mnassess.documents.storage import load_document
from mnassess.documents.words import show_value_date
from mnassess.documents.workspace import CONFIG, load_workspace
from mnassess.errors import WorkspaceError, cause
from mnassess.language import say
from mnassess.outputs.outcome_files import outcome_file
from mnassess.review.gathering import outcome_of
from mnassess.review.model import FindingSeverity
from mnassess.review.review_file import review_path
from mnassess.review.words import word
from mnassess.rules.problems import Severity, severity_word

SAMPLE_DAY = date(2026, 11, 27)
"""The day the sample's evidence is looked at: later, all of it would be old."""
WORST = 3
"""Findings the demo shows."""


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
    for document in documents:
        if review_path(document).exists():
            yield from _reviewed(folder, document)
    first = documents[0]
    yield ""
    yield say("■ 次に試すこと")
    yield say("  入力画面を開く　　　　　mnassess tui {path}", path=folder)
    yield say("  全ての評価書を点検する　mnassess check {path}", path=folder)
    yield say("  Word に出力する　　　　 mnassess render {path} -o report.docx", path=first)
    yield say("  記載を証跡と照らす　　　mnassess review {path}", path=documents[1])
    yield say("  自分の団体で始める　　　mnassess init わが市 --agency わが市長 --body local")


def _reviewed(folder: Path, document: Path) -> Iterator[str]:
    """The review that lies beside a document: its counts, its three worst findings, and what comes out of it."""
    review = outcome_of(document, as_of=SAMPLE_DAY)
    yield ""
    day = show_value_date(SAMPLE_DAY.isoformat())
    yield say("■ {name}　記載と証跡の照合（{day}）", name=review.name, day=day)
    yield f"  {review.counts().words()}"
    findings = review.standing_findings()
    counts = Counter(one.severity for one in findings)
    words = "・".join(f"{word(severity)} {counts[severity]}" for severity in FindingSeverity)
    yield say("  指摘：{counts}", counts=words)
    for one in findings[:WORST]:
        yield f"  {word(one.severity)}　{title_of(review.assessment, one.path)}"
        yield f"    {one.message}"
        for quote in one.quotes[:1]:
            yield f"    {review.quoted(quote)}"
    for made in (outcome_file("report.docx"), outcome_file("table.xlsx")):
        target = document.with_name(made.name)
        if not target.exists():
            made.write(review, target)
        size = target.stat().st_size // 1024
        yield say("  出力：{path}（{size} KB）", path=target.relative_to(folder), size=size)


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
