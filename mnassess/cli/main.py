"""Starting and stopping: the language, the output's encoding, and what each way of ending gives the shell."""

import contextlib
import gettext
import os
import sys
from typing import TextIO

import click

from mnassess import language, resources
from mnassess.cli.ending import FOUND_NOTHING, INTERRUPTED, UNUSABLE, complain
from mnassess.errors import MnassessError, SettingsError, sentence_of
from mnassess.settings import read_settings


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run the command line on `arguments` and return the exit status. Nothing is raised but a bug."""
    for stream in (sys.stdout, sys.stderr):
        _make_safe(stream)
    asked, arguments = _take_language(arguments)
    try:
        _speak(asked or _language_set() or "ja")
    except SettingsError as error:
        return _refuse(str(error))

    from mnassess.cli.commands import command_line

    try:
        status = command_line().main(args=arguments, prog_name="mnassess", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return FOUND_NOTHING
    except click.ClickException as error:
        return _refuse(_usage_sentence(error))
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return FOUND_NOTHING
    except (MnassessError, OSError) as error:
        return _refuse(sentence_of(error))
    return status if isinstance(status, int) else FOUND_NOTHING


def _usage_sentence(error: click.ClickException) -> str:
    """What click found wrong with the arguments, and where to read how the command is used."""
    usage = getattr(error, "ctx", None)
    return f"{error.format_message()} ({usage.command_path} --help)" if usage else error.format_message()


def _refuse(sentence: str) -> int:
    complain(sentence)
    return UNUSABLE


def _take_language(arguments: list[str]) -> tuple[str, list[str]]:
    """(the language asked for, "" where none is; the other arguments). `--lang` may stand anywhere, also behind the sub-command.

    It is read before the commands are made, because their help is written in it. A language that is none stays in
    place for click to refuse.
    """
    asked, others, place = os.environ.get("MNASSESS_LANG", ""), [], 0
    while place < len(arguments):
        argument = arguments[place]
        if argument == "--":
            others += arguments[place:]
            break
        name, _, value = argument.partition("=")
        if name == "--lang" and not value and place + 1 < len(arguments):
            place += 1
            value = arguments[place]
        if name == "--lang" and value in language.LANGUAGES:
            asked = value
        else:
            others.append(argument if name != "--lang" else f"--lang={value}")
        place += 1
    return (asked if asked in language.LANGUAGES else ""), others


def _language_set() -> str:
    """The language of the settings file, "" where it sets none. Not asked where the call names one."""
    return read_settings().language


def _speak(code: str) -> None:
    """Our sentences and click's own in one language; click asks gettext, which asks the environment."""
    language.use(code)
    os.environ["LANGUAGE"] = code
    gettext.bindtextdomain("messages", resources.locale())


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
