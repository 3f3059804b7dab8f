"""The language people are spoken to in: Japanese as written in the code, other languages from gettext catalogues."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from mnassess import resources

LANGUAGES = ("ja", "en")
_language: ContextVar[str] = ContextVar("language", default="ja")
_catalogues: dict[str, gettext.NullTranslations] = {}


def current() -> str:
    """The code of the language in use, one of `LANGUAGES`."""
    return _language.get()


def use(language: str) -> None:
    """Speak `language` from here on, in this context."""
    _language.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` inside a `with` block."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def say(message: str, /, **values: object) -> str:
    """The sentence in the language in use, its {blanks} filled with `values`.

    `message` is the Japanese sentence and the key of the catalogues. Values are inserted as they are: braces in
    them mean nothing.
    """
    language = _language.get()
    if language != "ja":
        message = _catalogue(language).gettext(message)
    return message.format(**values) if values else message


def _catalogue(language: str) -> gettext.NullTranslations:
    if language not in _catalogues:
        _catalogues[language] = gettext.translation(
            "mnassess", localedir=resources.locale(), languages=[language], fallback=True
        )
    return _catalogues[language]
