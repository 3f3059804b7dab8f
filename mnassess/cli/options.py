"""What several commands take and give alike."""

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import click

from mnassess.cli.ending import visible
from mnassess.language import say

if TYPE_CHECKING:
    from pathlib import Path

_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+")
"""Digits with a comma after every three."""


class _FilePath(click.Path):
    """A path. That it cannot be read is said by whoever reads it; an empty one would mean the current folder."""

    def __init__(self) -> None:
        super().__init__(readable=False)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> "Path":  # the bytes and str of click's own type are not asked for
        """The path as typed. The class that stands for it is imported when there is one: the help has none."""
        from pathlib import Path

        if value == "":
            self.fail(say("ファイルやフォルダーの名前が空です。"), param, ctx)
        return Path(str(super().convert(value, param, ctx)))


FILE = _FilePath()


class _Count(click.IntRange):
    """A number of people as people write it: 12000, 12,000, １２，０００."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number."""
        plain = unicodedata.normalize("NFKC", str(value)).strip()
        number: Any = plain.replace(",", "") if _GROUPED.fullmatch(plain) else value
        return super().convert(number, param, ctx)


COUNT = _Count(min=0)


def format_option() -> click.Option:
    """`--format text|json`."""
    return click.Option(
        ["--format", "form_of_output"],
        type=click.Choice(["text", "json"]),
        default="text",
        help=say("出力の形。json は標準出力に JSON の値を一つだけ出します。"),
    )


def document() -> click.Argument:
    """The document a command works on."""
    return click.Argument(["document"], type=FILE)


def evidence_option() -> click.Option:
    """The register of a command that reads the evidence."""
    return click.Option(
        ["--evidence"],
        type=FILE,
        help=say("証跡の台帳。省くと作業フォルダーの evidence/evidence.csv。"),
    )


def person() -> click.Option:
    """Under whose name an edit is recorded."""
    return click.Option(["--by"], default="", help=say("編集の記録に残す氏名。省くとログイン名。"))


def reviewer() -> click.Option:
    """Under whose name something is put into the record of a review."""
    return click.Option(["--by"], default="", help=say("点検者の氏名。省くとログイン名。"))


def print_text(text: str) -> None:
    """A line on standard output; control characters of file contents are shown, not sent."""
    click.echo(visible(text, keep="\n\t"))


def print_json(value: Any) -> None:
    """The one JSON value of `--format json`."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
