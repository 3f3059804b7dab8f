"""A group whose commands are made when they are asked for: `mnassess --help` only needs their names and one line each."""

from collections.abc import Callable
from gettext import gettext
from importlib import import_module
from typing import NamedTuple

import click


class Elsewhere(NamedTuple):
    """A command of another module."""

    module: str
    """Inside `mnassess.cli`; its `commands()` makes the command."""
    line: str
    """What the list of commands says of it."""


class LazyGroup(click.Group):
    """A group with commands of other modules beside its own."""

    elsewhere: dict[str, Elsewhere]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, sorted."""
        return sorted([*super().list_commands(ctx), *self.elsewhere])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, made now where it belongs to another module."""
        if cmd_name not in self.elsewhere:
            return super().get_command(ctx, cmd_name)
        make: Callable[[], tuple[click.Command, ...]]
        make = import_module(f"mnassess.cli.{self.elsewhere[cmd_name].module}").commands
        return next(command for command in make() if command.name == cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, as click writes it."""
        names = self.list_commands(ctx)
        limit = formatter.width - 6 - len(max(names, key=len))
        with formatter.section(gettext("Commands")):
            formatter.write_dl([(name, self._line(ctx, name, limit)) for name in names])

    def _line(self, ctx: click.Context, name: str, limit: int) -> str:
        if name in self.elsewhere:
            return self.elsewhere[name].line
        command = self.get_command(ctx, name)
        return command.get_short_help_str(limit) if command else ""
