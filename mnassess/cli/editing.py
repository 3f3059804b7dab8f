"""The commands that change a document: one answer, one list entry, one note, one step back or forth."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mnassess.cli.ending import FOUND_NOTHING, remark, remark_all
from mnassess.cli.options import FILE, document, person, print_text
from mnassess.errors import AnswerError, MnassessError
from mnassess.language import say

if TYPE_CHECKING:
    from mnassess.documents.session import EditingSession
    from mnassess.forms.model import Field

COMMAND = "command"
NOTE_OPTIONS = ("certainty", "source", "who", "on", "note", "task", "owner", "due")


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return (_set(), _item(), _note(), _undo(), _redo())


@contextmanager
def visited(path: Path, by: str) -> "Iterator[EditingSession]":
    """A session inside a `with` block; what was found on opening and joined on saving is told beside the output."""
    from mnassess.documents.lock import default_person
    from mnassess.documents.visit import visiting

    with visiting(path, by or default_person()) as session:
        remark_all(session.notices)
        told = len(session.notices)
        yield session
    remark_all(session.notices[told:])


# --- set ------------------------------------------------------------------------------------------------------


def _set() -> click.Command:
    def run(
        *,
        document: Path,
        path: str,
        value: str | None,
        file: Path | None,
        as_json: str | None,
        clear: bool,
        by: str,
    ) -> int:
        if [value is not None, file is not None, as_json is not None, clear].count(True) != 1:
            raise click.UsageError(say("VALUE・--file・--json・--clear のどれか一つを指定してください。"))
        with visited(document, by) as session:
            blank = session.assessment.form.field(path)
            answer = None if clear else _answer(blank, value, file, as_json)
            put(session, path, answer)
        return FOUND_NOTHING

    return click.Command(
        "set",
        callback=run,
        help=say(
            "一つの欄に答えを入れます。日付は R7.10.1 などどの書き方でも、選択肢は番号・言葉・符号で、複数の印は「paper,other=窓口端末」のように書けます。"
        ),
        params=[
            document(),
            click.Argument(["path"]),
            click.Argument(["value"], required=False),
            click.Option(["--file"], type=FILE, help=say("答えを読むファイル（UTF-8、- は標準入力）。")),
            click.Option(["--json", "as_json"], help=say("答えを JSON の値で。")),
            click.Option(["--clear"], is_flag=True, help=say("答えを消します。")),
            person(),
        ],
    )


def put(session: "EditingSession", path: str, answer: Any) -> None:
    """Put an answer into a blank and tell what stands there now and what it set aside."""
    from mnassess.documents.entering import told_of_date
    from mnassess.documents.naming import title_of
    from mnassess.documents.shelving import hidden_by
    from mnassess.documents.words import printed_words

    before = session.assessment
    hidden = hidden_by(before, path, answer)
    after = session.set_answer(path, answer, COMMAND)
    print_text(f"{title_of(after, path)}：{printed_words(after.form.field(path), after.value(path))}")
    if isinstance(answer, dict) and answer.keys() == {"text"}:
        remark(told_of_date(answer["text"]))
    if hidden:
        print_text(
            say(
                "この答えで記入の対象外になった {count} 件を取り置きました（答えを戻すと元に戻ります）：",
                count=len(hidden),
            )
        )
    for place in hidden:
        print_text(f"  {title_of(before, place)}")


def _answer(blank: "Field", value: str | None, file: Path | None, as_json: str | None) -> Any:
    from mnassess.documents.entering import parse_answer
    from mnassess.forms.model import FieldKind

    if as_json is not None:
        import json

        try:
            return json.loads(as_json)
        except (ValueError, RecursionError):
            raise AnswerError(say("--json の値が JSON として読めません。")) from None
    if value is None and file is not None:
        value = _text_of(file)
    if blank.kind is FieldKind.ROWS:
        raise AnswerError(say("「{label}」は表なので、--json で入れてください。", label=blank.label))
    return parse_answer(blank, value or "")


def _text_of(file: Path) -> str:
    """The text of a file or of standard input, without the line end at its end."""
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MnassessError(
            say("{path}：文字コードが UTF-8 ではありません。UTF-8 で保存し直してください。", path=file)
        ) from None
    return text.removesuffix("\n").removesuffix("\r")


# --- item -----------------------------------------------------------------------------------------------------


def _item() -> click.Command:
    group = click.Group(
        "item", help=say("一覧の項目（ファイル・委託事項など）を足し、写し、消し、並べ替えます。")
    )
    for command in (_item_add(), _item_duplicate(), _item_remove(), _item_move()):
        group.add_command(command)
    return group


def _item_add() -> click.Command:
    def run(document: Path, list_path: str, to: int | None, by: str) -> int:
        with visited(document, by) as session:
            count = len(session.assessment.items_of(list_path))
            session.assessment.node(list_path)
            print_text(session.add_item(list_path, _position(to, count + 1), COMMAND))
        return FOUND_NOTHING

    return click.Command(
        "add",
        callback=run,
        help=say("一覧に空の項目を足し、その番地を表示します。"),
        params=[document(), click.Argument(["list_path"]), _to(), person()],
    )


def _item_duplicate() -> click.Command:
    def run(document: Path, item_path: str, by: str) -> int:
        with visited(document, by) as session:
            print_text(session.duplicate_item(item_path, COMMAND))
        return FOUND_NOTHING

    return click.Command(
        "duplicate",
        callback=run,
        help=say("項目の写しをすぐ後ろに足し、その番地を表示します。"),
        params=[document(), click.Argument(["item_path"]), person()],
    )


def _item_remove() -> click.Command:
    def run(document: Path, item_path: str, by: str) -> int:
        from mnassess.documents.naming import title_of

        with visited(document, by) as session:
            title = title_of(session.assessment, item_path)
            session.remove_item(item_path, COMMAND)
            print_text(say("消しました：{title}（mnassess undo で戻せます）", title=title))
        return FOUND_NOTHING

    return click.Command(
        "remove",
        callback=run,
        help=say("項目を、中の記載ごと消します。"),
        params=[document(), click.Argument(["item_path"]), person()],
    )


def _item_move() -> click.Command:
    def run(document: Path, item_path: str, to: int, by: str) -> int:
        from mnassess.documents.naming import title_of
        from mnassess.forms.paths import split_item

        with visited(document, by) as session:
            list_path, item = split_item(item_path)
            session.assessment.node(item_path)
            ids = session.assessment.items_of(list_path)
            position = _position(to, len(ids))
            assert position is not None
            session.move_item(item_path, position - ids.index(item), COMMAND)
            print_text(title_of(session.assessment, item_path))
        return FOUND_NOTHING

    return click.Command(
        "move",
        callback=run,
        help=say("項目を一覧の N 番目に移します。"),
        params=[document(), click.Argument(["item_path"]), _to(required=True), person()],
    )


def _to(*, required: bool = False) -> click.Option:
    return click.Option(
        ["--to"], type=click.IntRange(min=1), required=required, metavar="N", help=say("一覧の何番目か。")
    )


def _position(to: int | None, last: int) -> int | None:
    """A place counted from 1 as one counted from 0. AnswerError beyond the last."""
    if to is not None and to > last:
        raise AnswerError(say("--to は 1 から {last} までです。", last=last))
    return None if to is None else to - 1


# --- note -----------------------------------------------------------------------------------------------------


def _note() -> click.Command:
    def run(document: Path, path: str, done: bool, clear: bool, by: str, **given: str | None) -> int:
        from mnassess.documents.beside import note_path
        from mnassess.documents.model import thaw
        from mnassess.documents.naming import title_of
        from mnassess.documents.storage import load_document
        from mnassess.documents.words import NOTHING, note_words

        changes = {name: given[name] for name in NOTE_OPTIONS if given[name] is not None}
        if not (changes or done or clear):
            assessment = load_document(document).assessment
            assessment.node(path)
            told = note_words(assessment.form, assessment.interview.get(path, {})) or NOTHING
            print_text(f"{title_of(assessment, path)}：{told}")
            return FOUND_NOTHING
        with visited(document, by) as session:
            session.assessment.node(path)
            asked = session.assessment.form.note
            note = {} if clear else thaw(session.assessment.interview.get(path, {}))
            for blank in asked.children if asked else ():
                if blank.name in changes:
                    note |= {blank.name: _noted(blank, changes[blank.name])}
            if done:
                from mnassess.cli.checking import day

                note["done_on"] = day(None).isoformat()
            kept = {name: part for name, part in note.items() if part is not None}
            session.set_answer(note_path(path), kept, COMMAND)
            told = note_words(session.assessment.form, kept) or NOTHING
            print_text(f"{title_of(session.assessment, path)}：{told}")
        return FOUND_NOTHING

    return click.Command(
        "note",
        callback=run,
        help=say(
            '欄の面談の記録（確かさ・出所・宿題など、印刷しないもの）を書きます。何も付けないと今の記録を示し、空の値（--task ""）はその記録だけを消します。'
        ),
        params=[
            document(),
            click.Argument(["path"]),
            click.Option(["--certainty"], help=say("確かさ：確実・要確認・推測。")),
            click.Option(["--source"], help=say("出所：面談・資料・転記。")),
            click.Option(["--who"], help=say("答えた人、または資料の名。")),
            click.Option(["--on"], help=say("聞いた日、資料を見た日。")),
            click.Option(["--note"], help=say("覚え書き。")),
            click.Option(["--task"], help=say("宿題（調べること）。")),
            click.Option(["--owner"], help=say("宿題の担当部署。")),
            click.Option(["--due"], help=say("宿題の期限。")),
            click.Option(["--done"], is_flag=True, help=say("宿題が今日済んだことを記します。")),
            click.Option(["--clear"], is_flag=True, help=say("記録を全て消してから書きます。")),
            person(),
        ],
    )


def _noted(blank: Any, text: str | None) -> Any:
    from mnassess.documents.entering import parse_answer

    return parse_answer(blank, text) if text else None


# --- undo, redo -----------------------------------------------------------------------------------------------


def _undo() -> click.Command:
    def run(document: Path, by: str) -> int:
        with visited(document, by) as session:
            edit = session.undo(COMMAND)
            print_text(_told(session, edit) if edit else say("取り消せる編集はありません。"))
        return FOUND_NOTHING

    return click.Command(
        "undo", callback=run, help=say("最後の編集を取り消します。"), params=[document(), person()]
    )


def _redo() -> click.Command:
    def run(document: Path, by: str) -> int:
        with visited(document, by) as session:
            edit = session.redo(COMMAND)
            print_text(_told(session, edit) if edit else say("やり直せる編集はありません。"))
        return FOUND_NOTHING

    return click.Command(
        "redo", callback=run, help=say("取り消した編集をやり直します。"), params=[document(), person()]
    )


def _told(session: "EditingSession", edit: Any) -> str:
    from mnassess.documents.naming import title_of
    from mnassess.documents.trail import edit_words
    from mnassess.documents.words import shortened

    before, after = edit_words(session.assessment.form, edit)
    return f"{title_of(session.assessment, edit.path)}：{shortened(before)} -> {shortened(after)}"
