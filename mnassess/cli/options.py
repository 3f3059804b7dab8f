"""What several commands take and give alike."""

from typing import TYPE_CHECKING, Any

import click

from mnassess.cli.ending import visible
from mnassess.language import say

if TYPE_CHECKING:
    from pathlib import Path


class _File(click.Path):
    """A path on the command line; the class that stands for it is imported when there is one."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> "Path":  # the bytes and str of click's own type are not asked for
        from pathlib import Path

        return Path(str(super().convert(value, param, ctx)))


FILE = _File()


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


def person() -> click.Option:
    """Under whose name an edit is recorded."""
    return click.Option(["--by"], default="", help=say("編集の記録に残す氏名。省くとログイン名。"))


def print_text(text: str) -> None:
    """A line on standard output; control characters of file contents are shown, not sent."""
    click.echo(visible(text, keep="\n\t"))


def print_json(value: Any) -> None:
    """The one JSON value of `--format json`."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
