"""The commands that read a document: its answers, its audit trail, where a word stands, what is asked next."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mnassess.cli.ending import FOUND_NOTHING
from mnassess.cli.options import document, format_option, print_json, print_text
from mnassess.language import say

if TYPE_CHECKING:
    from mnassess.documents.model import Assessment


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return (_get(), _history(), _search(), _next())


# --- get ------------------------------------------------------------------------------------------------------


def _get() -> click.Command:
    def run(document: Path, path: str | None, form_of_output: str) -> int:
        from mnassess.documents.storage import load_document
        from mnassess.forms.model import Field

        assessment = load_document(document).assessment
        is_blank = bool(path) and isinstance(assessment.node(path or ""), Field)
        answers = [_as_json(assessment, at) for at in answered(assessment, path or "")]
        if form_of_output == "json":
            print_json(_as_json(assessment, path or "") if is_blank else answers)
        elif is_blank:
            print_text(_as_json(assessment, path or "")["words"])
        else:
            for one in answers:
                lines = one["words"].split("\n")
                print_text(
                    "\n    ".join([f"{one['title']}：", *lines])
                    if lines[1:]
                    else f"{one['title']}：{lines[0]}"
                )
        return FOUND_NOTHING

    return click.Command(
        "get",
        callback=run,
        help=say("評価書の答えを、様式の言葉で示します。PATH は欄か見出しか一覧の項目の番地です。"),
        params=[document(), click.Argument(["path"], required=False), format_option()],
    )


def answered(assessment: "Assessment", path: str) -> Iterator[str]:
    """The paths of the answers in the document, or in one heading, list or entry of it, in form order."""
    from mnassess.documents.beside import fact_path

    nodes = assessment.iter_inside(path) if path else assessment.iter_nodes()
    yield from (at for _, at in nodes if at in assessment.values)
    if not path:
        yield from map(fact_path, assessment.facts)


def _as_json(assessment: "Assessment", path: str) -> dict[str, Any]:
    from mnassess.documents.model import thaw
    from mnassess.documents.naming import title_of
    from mnassess.documents.words import printed_words

    value, note = assessment.value(path), assessment.interview.get(path)
    return {
        "path": path,
        "title": title_of(assessment, path),
        "value": thaw(value),
        "words": "" if value is None else printed_words(assessment.form.field(path), value),
        **({"note": thaw(note)} if note else {}),
    }


# --- history --------------------------------------------------------------------------------------------------


def _history() -> click.Command:
    def run(document: Path, form_of_output: str) -> int:
        from mnassess.documents.journal import read_journal
        from mnassess.documents.storage import load_document
        from mnassess.documents.trail import iter_trail
        from mnassess.documents.words import shortened
        from mnassess.documents.workspace import journal_path

        assessment = load_document(document).assessment
        trail = list(iter_trail(assessment, read_journal(journal_path(document))))
        if form_of_output == "json":
            print_json([entry.to_json() for entry in trail])
            return FOUND_NOTHING
        for entry in trail:
            at = local_time(entry.at)
            kind = {"undo": say("（取り消し）"), "redo": say("（やり直し）")}.get(entry.kind, "")
            print_text(f"{at} {entry.who}　{entry.title}{kind}")
            print_text(f"    {shortened(entry.before)} -> {shortened(entry.after)}")
        if not trail:
            print_text(say("編集の記録はありません。"))
        return FOUND_NOTHING

    return click.Command(
        "history",
        callback=run,
        help=say("いつ、誰が、どの欄を、何から何に変えたかを古い順に示します。"),
        params=[document(), format_option()],
    )


def local_time(iso: str) -> str:
    """The local date and minute of a moment."""
    from datetime import datetime

    return f"{datetime.fromisoformat(iso).astimezone():%Y-%m-%d %H:%M}"


# --- search, next ---------------------------------------------------------------------------------------------


def _search() -> click.Command:
    def run(document: Path, text: str, form_of_output: str) -> int:
        from dataclasses import asdict

        from mnassess.documents.search import iter_hits
        from mnassess.documents.storage import load_document

        hits = list(iter_hits(load_document(document).assessment, text))
        if form_of_output == "json":
            print_json([asdict(hit) for hit in hits])
            return FOUND_NOTHING
        for hit in hits:
            print_text(f"{hit.title}　[{hit.path}]")
            if hit.excerpt:
                print_text(f"    {hit.excerpt}")
        print_text(say("{count} 件", count=len(hits)))
        return FOUND_NOTHING

    return click.Command(
        "search",
        callback=run,
        help=say("欄の名前と答えから言葉を探します（全角・半角、大文字・小文字は区別しません）。"),
        params=[document(), click.Argument(["text"]), format_option()],
    )


def _next() -> click.Command:
    def run(document: Path) -> int:
        from mnassess.documents.storage import load_document
        from mnassess.rules.circumstances import circumstances_of
        from mnassess.rules.completeness import next_unanswered

        assessment = load_document(document).assessment
        path = next_unanswered(assessment, circumstances_of(document)[0].body, "")
        if path is None:
            print_text(say("空欄はありません。"))
            return FOUND_NOTHING
        print_text(path)
        for line in asked_lines(assessment, path):
            print_text(line)
        return FOUND_NOTHING

    return click.Command(
        "next",
        callback=run,
        help=say("次の空欄の番地と、担当者への問いを示します。"),
        params=[document()],
    )


def asked_lines(assessment: "Assessment", path: str) -> Iterator[str]:
    """How a blank is asked: its name, the question in plain words, its choices."""
    from mnassess.documents.entering import choice_lines
    from mnassess.documents.naming import title_of
    from mnassess.forms.model import Field, FieldKind
    from mnassess.rules.interview import question_of

    node = assessment.form.node(path)
    yield f"■ {title_of(assessment, path)}"
    if node.question:
        yield question_of(assessment, path)
    if isinstance(node, Field):
        if node.choices:
            yield from (f"  {line}" for line in choice_lines(node.choices))
        elif node.kind is FieldKind.FLAG:
            yield f"  1) {say('はい')}"
            yield f"  2) {say('いいえ')}"
