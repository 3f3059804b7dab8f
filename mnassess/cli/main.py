"""Starting and stopping: the language, the output's encoding, and what each way of ending gives the shell."""

import contextlib
import gettext
import os
import sys
from typing import TextIO

from mnassess import language, resources
from mnassess.language import say

FOUND_NOTHING = 0
FOUND_SOMETHING = 1
UNUSABLE = 2
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run the command line on `arguments` and return the exit status. Nothing is raised but a bug."""
    for stream in (sys.stdout, sys.stderr):
        _make_safe(stream)
    _speak(_language_of(arguments))

    import click

    from mnassess.cli.commands import command_line
    from mnassess.errors import MnassessError

    try:
        status = command_line().main(args=arguments, prog_name="mnassess", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return FOUND_NOTHING
    except click.ClickException as error:
        hint = (
            f"（{error.ctx.command_path} --help）"
            if isinstance(error, click.UsageError) and error.ctx
            else ""
        )
        return _refuse(error.format_message() + hint)
    except MnassessError as error:
        return _refuse(str(error))
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return FOUND_NOTHING
    except OSError as error:
        return _refuse(f"{error.filename or ''}：{error.strerror or error}")
    return status if isinstance(status, int) else FOUND_NOTHING


def _refuse(sentence: str) -> int:
    line = " ".join(sentence.split("\n")).strip()
    print(say("エラー：{line}", line=line), file=sys.stderr)  # noqa: T201 - the one place that prints errors
    return UNUSABLE


def _language_of(arguments: list[str]) -> str:
    """The language asked for; read before the commands are made, because their help is written in it."""
    asked = os.environ.get("MNASSESS_LANG", "ja")
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked if asked in language.LANGUAGES else "ja"


def _speak(code: str) -> None:
    """Our sentences and click's own in one language; click asks gettext, which asks the environment."""
    language.use(code)
    os.environ["LANGUAGE"] = code
    gettext.bindtextdomain("messages", str(resources.locale()))


def _make_safe(stream: TextIO) -> None:
    """No character stops the output: redirected it is UTF-8, and what a console cannot show it shows escaped."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty():
        reconfigure(errors="backslashreplace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _forget_output() -> None:
    """The reader of our output went away: do not fail again when the interpreter flushes."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
