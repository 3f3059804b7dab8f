"""The folder of an agency and the documents in it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnassess.documents.creation import create_document, upgrade_document
from mnassess.documents.session import EditingSession
from mnassess.documents.storage import load_document
from mnassess.documents.workspace import (
    Person,
    create_workspace,
    folder_name,
    load_workspace,
    siblings_of,
    workspace_of,
)
from mnassess.errors import AnswerError, DocumentError, LockedError, MnassessError, WorkspaceError


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    create_workspace(tmp_path / "みほん市", agency="みほん市長", body="local")
    return tmp_path / "みほん市"


def test_a_workspace_remembers_whose_it_is(tmp_path: Path) -> None:
    agency = 'みほん"市"長\\'
    create_workspace(
        tmp_path / "w", agency=agency, body="national", people=(Person(name="髙﨑", department="総務課"),)
    )
    read = load_workspace(tmp_path / "w")
    assert (read.agency, read.body, read.people) == (
        agency,
        "national",
        (Person(name="髙﨑", department="総務課"),),
    )


def test_a_workspace_is_never_made_over_another(workspace: Path) -> None:
    with pytest.raises(WorkspaceError, match="既に作業フォルダーです"):
        create_workspace(workspace, agency="よそ市長", body="local")
    assert load_workspace(workspace).agency == "みほん市長"


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ("agency = ", "設定を読めません"),
        ('body = "local"', "agency がありません"),
        ('agency = "みほん市長"\nbody = "city"', "body は local か national です"),
        ('agency = "みほん市長"\nbody = "local"\npeople = "花子"', "people は [[people]] の形で書きます"),
    ],
)
def test_settings_that_cannot_be_used_are_told_in_one_sentence(
    tmp_path: Path, settings: str, sentence: str
) -> None:
    (tmp_path / "mnassess.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(WorkspaceError) as error:
        load_workspace(tmp_path)
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    ("operation", "folder"),
    [
        ("児童手当に関する事務", "児童手当に関する事務"),
        ("a/b\\c:d", "a_b_c_d"),
        ("../../etc", ".._.._etc"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("末尾の点.", "末尾の点"),
        ("  ", "_"),
        ("改\n行", "改_行"),
        ("あ" * 200, "あ" * 80),
    ],
)
def test_what_a_folder_cannot_be_called_becomes_an_underscore(operation: str, folder: str) -> None:
    expected = f"_{folder}" if folder.startswith(".") else folder
    assert folder_name(operation) == expected


@given(st.text())
def test_every_name_becomes_a_folder_inside_the_workspace(name: str) -> None:
    folder = folder_name(name)
    assert folder
    assert not set(folder) & set('/\\:*?"<>|')
    assert not folder.startswith(".")


def test_a_new_document_knows_the_agency_and_the_operation(workspace: Path) -> None:
    path = create_document(workspace, "threshold", name="児童手当に関する事務")
    assert path == workspace / "児童手当に関する事務" / "threshold.json"
    assessment = load_document(path).assessment
    assert assessment.value("cover.agency") == "みほん市長"
    assert assessment.value("overview.operation.name") == "児童手当に関する事務"


def test_a_second_edition_stands_beside_the_first_and_nothing_is_overwritten(workspace: Path) -> None:
    first = create_document(workspace, "threshold", name="児童手当")
    second = create_document(workspace, "threshold", name="児童手当", edition="2019-01")
    assert (first.name, second.name) == ("threshold.json", "threshold.2019-01.json")
    before = first.read_bytes(), second.read_bytes()
    for edition in ("2024-10", "2019-01"):
        with pytest.raises(DocumentError, match="既にあります"):
            create_document(workspace, "threshold", name="児童手当", edition=edition)
    assert (first.read_bytes(), second.read_bytes()) == before


def test_documents_of_one_operation_know_each_other(workspace: Path) -> None:
    threshold = create_document(workspace, "threshold", name="住民税")
    key_item = create_document(workspace, "key-item", name="住民税", source=threshold)
    create_document(workspace, "threshold", name="児童手当")
    assert siblings_of(threshold) == (key_item,)
    found = workspace_of(threshold)
    assert found is not None
    assert [operation.name for operation in found.operations()] == ["住民税", "児童手当"]


def test_an_upgrade_keeps_the_old_document_beside_the_new_one(workspace: Path) -> None:
    old = create_document(workspace, "threshold", name="児童手当", edition="2019-01")
    bytes_before = old.read_bytes()
    new = upgrade_document(old).path
    assert new == old
    assert load_document(new).assessment.form.edition == "2024-10"
    assert (old.parent / "threshold.2019-01.json").read_bytes() == bytes_before
    with pytest.raises(DocumentError, match="既に 2024-10 の版です"):
        upgrade_document(new)
    with pytest.raises(MnassessError, match="古い版には戻せません"):
        upgrade_document(new, edition="2019-01")


def test_an_interrupted_upgrade_can_be_made_again(workspace: Path) -> None:
    old = create_document(workspace, "threshold", name="児童手当", edition="2019-01")
    (old.parent / "threshold.2019-01.json").write_bytes(old.read_bytes())
    assert load_document(upgrade_document(old).path).assessment.form.edition == "2024-10"


def test_a_document_that_is_being_edited_is_not_upgraded(workspace: Path) -> None:
    old = create_document(workspace, "threshold", name="児童手当", edition="2019-01")
    session = EditingSession.open(old, "高橋")
    with pytest.raises(LockedError, match="高橋"):
        upgrade_document(old)
    session.close()
    assert [path.name for path in old.parent.iterdir()] == ["threshold.json"]


def test_a_new_document_does_not_inherit_the_drafts_of_one_that_is_gone(workspace: Path) -> None:
    gone = create_document(workspace, "threshold", name="児童手当")
    session = EditingSession.open(gone, "高橋")
    session.set_answer("cover.remarks", "前の評価書の下書き")
    session.abandon()
    gone.unlink()
    again = EditingSession.open(create_document(workspace, "threshold", name="児童手当"), "高橋")
    assert (again.assessment.value("cover.remarks"), again.notices) == (None, [])
    again.close()


@pytest.mark.parametrize("name", ["a\x07b", "改\n行", "\udcff", "a\x1b[2J"])
def test_a_name_no_file_should_hold_is_refused(workspace: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(AnswerError, match="制御文字や改行は使えません"):
        create_document(workspace, "threshold", name=name)
    with pytest.raises(AnswerError, match="制御文字や改行は使えません"):
        create_workspace(tmp_path / "other", agency=name, body="local")
    assert not (tmp_path / "other").exists()


def test_a_name_typed_on_a_mac_is_composed(workspace: Path) -> None:
    path = create_document(workspace, "threshold", name="か\u3099神事務")
    assert load_document(path).assessment.value("overview.operation.name") == "が神事務"


def test_an_upgrade_into_a_file_that_exists_is_refused(workspace: Path, tmp_path: Path) -> None:
    old = create_document(workspace, "threshold", name="児童手当", edition="2019-01")
    taken = tmp_path / "taken.json"
    taken.write_text("大事なもの", encoding="utf-8")
    with pytest.raises(DocumentError, match="上書きしていません"):
        upgrade_document(old, output=taken)
    assert taken.read_text(encoding="utf-8") == "大事なもの"
