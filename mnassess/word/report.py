"""An assessment as the printed report: one .docx in the official layout. The same input gives the same bytes."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from json import JSONEncoder
from pathlib import Path

from mnassess.documents.files import write_atomically
from mnassess.documents.model import Assessment, Value
from mnassess.errors import MnassessError, cause
from mnassess.language import say
from mnassess.ooxml.package import XML_HEAD
from mnassess.ooxml.text import attribute, printable
from mnassess.rules.problems import Circumstances
from mnassess.word.answers import Mark
from mnassess.word.figures import Figures
from mnassess.word.outline import day_of, outline_of
from mnassess.word.remarks import Remark, anchor, comments_part
from mnassess.word.template import Template
from mnassess.word.writer import body_of

NAMESPACE = "urn:mnassess:report:1"
"""Of the custom XML part that says which bookmark holds which answer, and what the answer was."""
_canonical = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=dict).encode
_TABLE = ' holds="table"'
_NOTHING = hashlib.sha256(b"null").hexdigest()
_PROPERTY_LIMIT = 255
"""Characters of a core property."""


@dataclass(frozen=True)
class PrintedReport:
    """A report ready to be written."""

    data: bytes
    """The .docx."""
    notices: tuple[str, ...]
    """Sentences about what could not be printed, e.g. a missing picture."""


def write_report(
    assessment: Assessment,
    path: Path,
    *,
    folder: Path | None = None,
    template: Path | None = None,
    circumstances: Circumstances | None = None,
    remarks: Sequence[Remark] = (),
) -> tuple[str, ...]:
    """Write the report, whole or not at all, and return its notices. MnassessError where it cannot be made.

    `folder` is where the document lies: the paths of its figures start there. `circumstances` decide what is printed
    in the blanks a rule fills. `remarks` become native comments at their answers.
    """
    printed = report_bytes(
        assessment, folder=folder, template=template, circumstances=circumstances, remarks=remarks
    )
    try:
        write_atomically(path, printed.data)
    except OSError as error:
        raise MnassessError(
            say(
                "{path}：書き出せません（{reason}）。Word で開いたままなら閉じてください。",
                path=path,
                reason=cause(error),
            )
        ) from error
    return printed.notices


def report_bytes(
    assessment: Assessment,
    *,
    folder: Path | None = None,
    template: Path | None = None,
    circumstances: Circumstances | None = None,
    remarks: Sequence[Remark] = (),
) -> PrintedReport:
    """The report as bytes; see `write_report`."""
    base = Template(template)
    figures = Figures(base, folder, base.page.width - 226)
    outline = outline_of(assessment, circumstances)
    body, marks = body_of(outline, base, figures.picture)
    if remarks:
        figures.notices.clear()
        anchored = anchor(remarks, [mark.path for mark in marks])
        body, marks = body_of(outline, base, figures.picture, anchored.at)
        base.add_comments(comments_part(anchored, assessment, base.styles))
    item = _answers_xml(assessment, marks)
    base.add_custom_xml(item, str(uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)).upper())
    _describe(base, assessment)
    return PrintedReport(base.pack(body), tuple(figures.notices))


def value_digest(value: Value | None) -> str:
    """SHA-256 of an answer's canonical JSON (keys sorted, no spaces); of `null` for an empty blank."""
    if value is None:
        return _NOTHING
    return hashlib.sha256(_canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def _answers_xml(assessment: Assessment, marks: list[Mark]) -> bytes:
    form, value = assessment.form, assessment.value
    fields = "\n".join(
        f'<field bookmark="{name}" path="{path}" sha256="{value_digest(value(path))}"'
        f"{_TABLE if table else ''}/>"
        for name, path, table in marks
    )
    return (
        f'{XML_HEAD}<report xmlns="{NAMESPACE}" form="{attribute(form.kind)}" edition="{attribute(form.edition)}">\n'
        f"{fields}\n</report>"
    ).encode()


def _describe(base: Template, assessment: Assessment) -> None:
    """Title, agency and language; the dates are those of the report, never of the clock."""
    properties = base.core_properties
    agency = _property(assessment.value("cover.agency"))
    properties.title = _property(assessment.value("cover.title")) or assessment.form.title
    properties.author = agency
    properties.last_modified_by = agency
    properties.language = "ja-JP"
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(day_of(assessment), time())


def _property(value: Value | None) -> str:
    return printable(value)[:_PROPERTY_LIMIT] if isinstance(value, str) else ""
