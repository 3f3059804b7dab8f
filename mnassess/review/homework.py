"""The homework of a workspace with what its reviews ask of departments: findings that name who has to deal with them."""

from collections.abc import Iterator
from pathlib import Path

from mnassess.documents.homework import Homework, WorkspaceHomework, homework_in
from mnassess.documents.model import Assessment
from mnassess.documents.storage import load_document
from mnassess.documents.workspace import Workspace
from mnassess.errors import DocumentError, JournalError
from mnassess.language import say
from mnassess.review.finding_lines import place_words
from mnassess.review.live_findings import LiveFinding, live_findings
from mnassess.review.model import FindingState
from mnassess.review.session import read_review
from mnassess.review.words import word

_WAITING = (FindingState.OPEN, FindingState.PLANNED)


def homework_with_findings(workspace: Workspace) -> WorkspaceHomework:
    """The homework of every document, then the findings of its review; damaged files are told apart."""
    found = homework_in(workspace)
    items, refusals = list(found.items), list(found.refusals)
    for path in workspace.iter_documents():
        try:
            items += iter_findings_to_do(path, load_document(path).assessment)
        except (DocumentError, JournalError) as error:
            refusals += [str(error)] if str(error) not in refusals else []
    order = {path: place for place, path in enumerate(workspace.iter_documents())}
    items.sort(key=lambda one: order[one.document])
    return WorkspaceHomework(items=tuple(items), refusals=tuple(refusals))


def iter_findings_to_do(document: Path, assessment: Assessment) -> Iterator[Homework]:
    """The findings on record that somebody is named for and has not dealt with, in the record's order."""
    for one in live_findings(read_review(document, assessment.form.kind.value).record):
        if one.finding.owner and one.finding.state in _WAITING and one.gone_at is None:
            yield _homework(document, assessment, one)


def _homework(document: Path, assessment: Assessment, one: LiveFinding) -> Homework:
    finding = one.finding
    return Homework(
        document=document,
        operation=document.resolve().parent.name,
        form=assessment.form.name,
        path=finding.path,
        title=place_words(assessment, finding),
        task=say("指摘（{severity}）：{message}", severity=word(finding.severity), message=finding.message),
        owner=finding.owner,
        due=finding.due.isoformat() if finding.due else "",
        who=one.by,
        note=finding.proposal,
    )
