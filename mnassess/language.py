"""The language people are spoken to in: Japanese as written in the code, other languages from gettext catalogues."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from mnassess import resources

LANGUAGES = ("ja", "en")
_CATALOGUES: dict[str, gettext.NullTranslations] = {}
_process = ["ja"]
_inside: ContextVar[str | None] = ContextVar("language", default=None)


def current() -> str:
    """The code of the language in use, one of `LANGUAGES`."""
    return _inside.get() or _process[0]


def use(language: str) -> None:
    """Speak `language` from here on, in every thread of the process."""
    _process[0] = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` inside a `with` block, in this context only."""
    token = _inside.set(language)
    try:
        yield
    finally:
        _inside.reset(token)


def say(message: str, /, **values: object) -> str:
    """The sentence in the language in use, its {blanks} filled with `values`.

    `message` is the Japanese sentence and the key of the catalogues. Values are inserted as they are: braces in
    them mean nothing.
    """
    language = current()
    if language != "ja":
        message = _catalogue(language).gettext(message)
    return message.format(**values) if values else message


def _catalogue(language: str) -> gettext.NullTranslations:
    if language not in _CATALOGUES:
        _CATALOGUES[language] = gettext.translation(
            "mnassess", localedir=resources.locale(), languages=[language], fallback=True
        )
    return _CATALOGUES[language]
