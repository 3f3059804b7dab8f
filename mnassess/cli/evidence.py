"""`mnassess evidence`: the evidence register, its hashes filled in, and its files held against it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mnassess.cli.ending import FOUND_NOTHING, FOUND_SOMETHING, warn
from mnassess.cli.options import FILE, format_option, print_json, print_text
from mnassess.errors import MnassessError
from mnassess.language import say

if TYPE_CHECKING:
    from mnassess.evidence.drift import EntryCheck
    from mnassess.review.evidence_search import Found


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    help_text = say("証跡の台帳（evidence.csv か .json）とそのファイルを扱います。")
    return (click.Group("evidence", commands=[_register(), _check(), _search(), _note()], help=help_text),)


def _register() -> click.Command:
    def run(register: Path, form_of_output: str) -> int:
        from mnassess.cli.checking import day
        from mnassess.documents.files import write_atomically
        from mnassess.evidence.drift import check_register, filled_register, to_json
        from mnassess.evidence.register import load_register
        from mnassess.review.noting import writing

        load_register(register)  # or a mistyped name would get a lock, and a folder for it
        with writing(register):
            registered = filled_register(register)
            if registered.data != register.read_bytes():
                write_atomically(register, registered.data)
        at = day(None)
        checks = check_register(load_register(register), at, digests=registered.digests)
        if registered.renewed:
            warn(
                say(
                    "登録後に変わっていたファイルを登録し直しました：{ids}", ids="、".join(registered.renewed)
                )
            )
        if registered.missing:
            warn(say("ファイルがないため登録できません：{ids}", ids="、".join(registered.missing)))
        if form_of_output == "json":
            print_json(to_json(checks, at))
        else:
            done = sum(bool(one.sha256) for one in checks)
            print_text(
                say("{path}：{count} 件のファイルのハッシュを記入しました。", path=register, count=done)
            )
        return FOUND_NOTHING

    return click.Command(
        "register",
        callback=run,
        help=say(
            "台帳に、今のファイルの sha256 と size を記入します。ほかの列・文字コード・並びは変えません。"
        ),
        params=[_register_file(), format_option()],
    )


def _check() -> click.Command:
    def run(register: Path, baseline: Path | None, as_of: str | None, form_of_output: str) -> int:
        from mnassess.cli.checking import day
        from mnassess.evidence.drift import BAD_STATES, check_register, load_baseline, to_json
        from mnassess.evidence.register import load_register

        at = day(as_of)
        before = load_baseline(baseline) if baseline else None
        checks = check_register(load_register(register), at, before)
        if form_of_output == "json":
            print_json(to_json(checks, at))
        else:
            for line in check_lines(checks):
                print_text(line)
        return FOUND_SOMETHING if any(one.state in BAD_STATES for one in checks) else FOUND_NOTHING

    return click.Command(
        "check",
        callback=run,
        help=say(
            "証跡のファイルが登録時のままか、期限内かを調べます。欠落・変更・期限切れがあれば終了コードは 1 です。"
        ),
        params=[
            _register_file(),
            click.Option(
                ["--baseline"],
                type=FILE,
                help=say("前に --format json で出した結果。それからの変更も調べます。"),
            ),
            click.Option(["--as-of"], help=say("いつの時点で期限を見るか。省くと今日。")),
            format_option(),
        ],
    )


def _search() -> click.Command:
    def run(place: Path, words: tuple[str, ...], form_of_output: str) -> int:
        from mnassess.evidence.library import cache_of, read_library
        from mnassess.evidence.register import load_register
        from mnassess.review.evidence_search import MOST, index_of, words_of
        from mnassess.review.registers import register_at

        typed = " ".join(words)
        if not words_of(typed):
            raise MnassessError(say("探す言葉がありません。"))
        register = load_register(register_at(place))
        library = read_library(register, cache_of(register.path))
        is_json = form_of_output == "json"
        found = index_of(register, library).find(typed, len(library.passages) if is_json else MOST)
        if is_json:
            print_json([hit.to_json() for hit in found.hits])
        else:
            for line in hit_lines(found):
                print_text(line)
        return FOUND_NOTHING

    return click.Command(
        "search",
        callback=run,
        help=say(
            "証跡から読み取った文字の中で、言葉（空白で区切り、全てを含む箇所）を探します。\n\nPLACE は台帳、作業フォルダー又は評価書です。全角と半角、大文字と小文字は区別しません。"
        ),
        params=[_place(), click.Argument(["words"], nargs=-1, required=True), format_option()],
    )


def _note() -> click.Command:
    def run(*, place: Path, kind: str, title: str, note: str, on: str | None, department: str) -> int:
        from mnassess.cli.checking import day
        from mnassess.evidence.kinds import kind_code
        from mnassess.review.noting import Note, add_note
        from mnassess.review.registers import register_at

        register = register_at(place)
        noted = Note(
            kind=kind_code(kind) or kind,
            title=title,
            note=note,
            collected_on=day(on),
            department=department,
        )
        entry = add_note(register, noted)
        print_text(
            say("{id} を台帳 {path} に加えました：{title}", id=entry.id, path=register, title=entry.title)
        )
        return FOUND_NOTHING

    return click.Command(
        "note",
        callback=run,
        help=say(
            "聴取・現地確認の記録を、証跡として台帳に加えます。\n\nPLACE は台帳、作業フォルダー又は評価書で、作業フォルダーに台帳がまだなければ作ります。ほかの行・列・文字コードは変えません。"
        ),
        params=[
            _place(),
            click.Option(["--kind"], default="interview", help=say("種類：聴取・現地確認。省くと聴取。")),
            click.Option(["--title"], required=True, help=say("題（誰に聞いたか、どこを見たか）。")),
            click.Option(["--note"], required=True, help=say("聞いたこと、見たこと。")),
            click.Option(["--on"], help=say("聞いた日、見た日。省くと今日。")),
            click.Option(["--department"], default="", help=say("担当部署。")),
        ],
    )


def _place() -> click.Argument:
    return click.Argument(["place"], type=FILE)


def hit_lines(found: "Found") -> "Iterator[str]":
    """What a search came to, for people: two lines a passage, then the count."""
    from mnassess.review.showing import bracketed

    for hit in found.hits:
        yield hit.head
        yield (
            f"  {bracketed(hit.line, hit.marks_in_line)}"
            if hit.passage.text
            else say("  （読み取れる文字がありません）")
        )
    yield (
        say("{count} 箇所のうち {shown} 箇所です。", count=found.total, shown=len(found.hits))
        if found.total > len(found.hits)
        else say("{count} 箇所です。", count=found.total)
    )


def _register_file() -> click.Argument:
    return click.Argument(["register"], type=FILE)


def check_lines(checks: "Iterable[EntryCheck]") -> Iterator[str]:
    """The result for people: an entry a line, then the counts."""
    from mnassess.cli.columns import columns
    from mnassess.evidence.drift import EntryState, state_word, unhashed_remark

    found = tuple(checks)
    if not found:
        yield say("台帳に証跡がありません。")
        return
    yield from columns([[f"[{state_word(one.state)}]", one.id, one.path] for one in found])
    counts = {state: sum(one.state is state for one in found) for state in EntryState}
    yield say(
        "計：{counts}",
        counts="・".join(f"{state_word(state)} {count}" for state, count in counts.items() if count),
    )
    remark = unhashed_remark(one.state for one in found)
    if remark:
        yield remark
