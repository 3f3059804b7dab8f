"""Findings that name who has to deal with them are homework of that department."""

from datetime import date
from pathlib import Path

import pytest
from recording import finding

from mnassess.documents.creation import create_document
from mnassess.documents.homework import Homework
from mnassess.documents.workspace import Workspace, create_workspace
from mnassess.review.actions import change_finding
from mnassess.review.homework import homework_with_findings
from mnassess.review.live_findings import take_run
from mnassess.review.model import FindingState
from mnassess.review.session import reviewing

DUE = date(2026, 12, 25)


def workspace(folder: Path, **changed: object) -> Workspace:
    """A workspace with a report whose review found one thing, changed so; `gone`: it is found no more."""
    made = create_workspace(folder / "ws", agency="みほん市長", body="local")
    path = create_document(made.folder, "threshold", name="児童手当に関する事務")
    is_gone = changed.pop("gone", False)
    with reviewing(path, "山田") as session:
        record = take_run(session.record, [finding("鍵", message="鍵の管理簿がない")], session.now())
        name = record.findings[0].id
        if changed:
            record = change_finding(record, name, by="山田", at=session.now(), **changed)
        session.keep(take_run(record, [], session.now()) if is_gone else record)
    return made


def homework(made: Workspace) -> list[Homework]:
    return list(homework_with_findings(made).items)


def test_a_finding_with_an_owner_is_homework_until_it_is_done(tmp_path: Path) -> None:
    (one,) = homework(workspace(tmp_path, owner="総務課", due=DUE))
    assert (one.owner, one.due, one.title) == ("総務課", "2026-12-25", "全体")
    assert one.task.endswith("：鍵の管理簿がない")
    assert one.is_overdue(date(2026, 12, 26))


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"owner": "総務課", "state": FindingState.DONE},
        {"owner": "総務課", "state": FindingState.WITHDRAWN, "reason": "別の鍵である"},
        {"owner": "総務課", "gone": True},
    ],
    ids=["nobody named", "done", "withdrawn", "gone"],
)
def test_a_finding_nobody_has_to_deal_with_is_none(changed: dict[str, object], tmp_path: Path) -> None:
    assert homework(workspace(tmp_path, **changed)) == []


def test_a_damaged_review_is_told_and_the_rest_is_listed(tmp_path: Path) -> None:
    made = workspace(tmp_path, owner="総務課")
    other = create_document(made.folder, "threshold", name="介護保険に関する事務")
    other.with_name("threshold.review.json").write_text("{", encoding="utf-8")
    found = homework_with_findings(made)
    assert len(found.items) == 1
    assert [reason for reason in found.refusals if "threshold.review.json" in reason] == list(found.refusals)
    assert found.refusals
