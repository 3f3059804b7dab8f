"""`mnassess ask`: an interview by lines, for a screen reader and for where no full-screen terminal works."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mnassess.cli.editing import COMMAND, put, visited
from mnassess.cli.ending import FOUND_NOTHING, INTERRUPTED
from mnassess.cli.options import document, person, print_text
from mnassess.cli.reading import asked_lines
from mnassess.errors import AnswerError
from mnassess.language import say

if TYPE_CHECKING:
    from mnassess.documents.session import EditingSession
    from mnassess.forms.model import FieldKind, Node
    from mnassess.rules.problems import Body

ReadLine = Callable[[], str]
"""The next line without its end; EOFError when there is none."""
_HELP, _DOUBT, _END = ("?", "？"), ("!", "！"), (".", "．")


def commands() -> tuple[click.Command, ...]:
    """The commands of this module."""
    return (_ask(),)


def _ask() -> click.Command:
    def run(document: Path, by: str) -> int:
        from mnassess.rules.circumstances import circumstances_of

        body = circumstances_of(document)[0].body
        status = FOUND_NOTHING
        with visited(document, by) as session:
            print_text(
                say(
                    "Enter だけ＝飛ばす　?＝手引き　!＝要確認の印　Ctrl+D＝終わる（答えは一つずつ記録されます）"
                )
            )
            try:
                Interview(session, body, _line_reader()).run()
            except EOFError:
                print_text("")
            except KeyboardInterrupt:
                status = INTERRUPTED
            _tell_progress(session, body)
        return status

    return click.Command(
        "ask",
        callback=run,
        help=say(
            "空欄を一つずつ、平易な問いで尋ねます。画面を使わないので、読み上げソフトでも使えます。長い文は「.」だけの行で終わります。"
        ),
        params=[document(), person()],
    )


class Interview:
    """The unanswered blanks of a document, asked one by one; every answer is in the journal before the next question."""

    def __init__(self, session: "EditingSession", body: "Body", read: ReadLine) -> None:
        self._session = session
        self._body = body
        self._read = read
        self._asked: set[str] = set()
        self._growing: set[str] = set()
        """Lists that got an entry just now: there may be one more."""

    def run(self) -> None:
        """Ask until each open blank was asked once, or an answer cannot be kept. EOFError when the lines end."""
        while not self._session.failure:
            path = next(self._iter_open(), None)
            if path is None:
                print_text(say("尋ねる欄は以上です。"))
                return
            self._asked.add(path)
            self._growing.discard(path)
            self._ask(path)

    def _iter_open(self) -> Iterator[str]:
        """What is still to be asked, in form order; of a list that grows, whether there is more, behind its entries."""
        from mnassess.rules.interview import iter_steps

        for step in iter_steps(self._session.assessment, self._body):
            is_new = step.is_open and step.path not in self._asked
            if is_new or step.path in self._growing:
                yield step.path

    def _ask(self, path: str) -> None:
        """One blank: until a line answers it, skips it (also by a single point) or marks it."""
        from mnassess.forms.guidance import guidance_lines

        node = self._session.assessment.form.node(path)
        print_text("")
        for line in asked_lines(self._session.assessment, path):
            print_text(line)
        hint = _hint(node)
        if hint:
            print_text(hint)
        while True:
            line = self._read()
            typed = line.strip()
            if typed in _HELP:
                for words in guidance_lines(node):
                    print_text(words)
            elif typed in _DOUBT:
                self._mark(path)
                return
            elif not typed or typed in _END or self._take(node, path, line):
                return

    def _take(self, node: "Node", path: str, line: str) -> bool:
        """Whether the line, with those that follow it, was an answer; what was wrong with it is told."""
        from mnassess.documents.entering import YES_WORDS, parse_answer
        from mnassess.forms.model import Field

        if not isinstance(node, Field):
            if line.strip() not in YES_WORDS:
                return False
            self._session.add_item(path, source=COMMAND)
            self._growing.add(path)
            return True
        text = self._whole(line) if node.kind in _many_lined() else line
        try:
            put(self._session, path, parse_answer(node, text))
        except AnswerError as error:
            print_text(str(error))
            return False
        return True

    def _whole(self, first: str) -> str:
        """The text from its first line to the line of a single point, or to where the lines end."""
        lines = [first]
        try:
            while (line := self._read()).strip() not in _END:
                lines.append(line)
        except EOFError:
            pass
        return "\n".join(lines)

    def _mark(self, path: str) -> None:
        from mnassess.documents.beside import note_path
        from mnassess.documents.model import thaw

        note = thaw(self._session.assessment.interview.get(path, {}))
        self._session.set_answer(note_path(path), {**note, "certainty": "to_confirm"}, COMMAND)
        print_text(say("要確認の印を付けました。"))


def _hint(node: "Node") -> str:
    """How the blank is answered, where a plain line does not do."""
    from mnassess.forms.model import Field, FieldKind

    if not isinstance(node, Field):
        return say("（一件足すなら「はい」）")
    if node.kind in _many_lined():
        return say("（何行でも書けます。「.」だけの行で終わります）")
    if node.kind is FieldKind.CHECKS:
        return say("（いくつでも。コンマで区切ります：1,3）")
    return ""


def _many_lined() -> "frozenset[FieldKind]":
    from mnassess.forms.model import FieldKind

    return frozenset({FieldKind.LONGTEXT, FieldKind.TEXTS, FieldKind.FIGURE})


def _line_reader() -> ReadLine:
    """Reads standard input: the terminal's lines, or a file or pipe in UTF-8."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None and not sys.stdin.isatty():
        reconfigure(encoding="utf-8-sig", errors="surrogateescape")
    return lambda: input("> ")


def _tell_progress(session: "EditingSession", body: "Body") -> None:
    from mnassess.rules.completeness import progress

    done = progress(session.assessment, body)
    print_text(say("記入 {done}/{total}", done=done.answered, total=done.total))
