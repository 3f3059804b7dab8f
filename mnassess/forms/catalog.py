"""Which forms and editions exist: whatever lies in `schemas/<edition>/<form>.json`. A new edition is a new file."""

import re
from functools import cache
from pathlib import Path

from mnassess import resources
from mnassess.errors import UnknownFormError
from mnassess.forms.model import Form, FormKind
from mnassess.forms.reader import read_form
from mnassess.language import say

_EDITION = re.compile(r"\d{4}-\d{2}")


@cache
def editions(kind: FormKind | str) -> tuple[str, ...]:
    """The editions of a form that are known, oldest first; empty for an unknown form."""
    if kind not in set(FormKind):
        return ()
    folders = resources.schemas().iterdir()
    return tuple(
        sorted(f.name for f in folders if _EDITION.fullmatch(f.name) and (f / f"{kind}.json").is_file())
    )


@cache
def load_form(kind: FormKind | str, edition: str | None = None) -> Form:
    """The form of that kind and edition (the newest where None); UnknownFormError where there is none."""
    known = editions(kind)
    if not known:
        kinds = "・".join(k.value for k in FormKind)
        raise UnknownFormError(
            say("様式「{kind}」はありません（使える様式：{kinds}）。", kind=kind, kinds=kinds)
        )
    edition = edition or known[-1]
    if edition not in known:
        raise UnknownFormError(
            say(
                "様式 {kind} に {edition} の版はありません（使える版：{known}）。",
                kind=kind,
                edition=edition,
                known="・".join(known),
            )
        )
    return read_form(schema_path(kind, edition))


def schema_path(kind: FormKind | str, edition: str) -> Path:
    """The schema file of a form and edition."""
    return resources.schemas() / edition / f"{kind}.json"
