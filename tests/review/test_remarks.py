"""Findings as native comments of the Word draft."""

import io
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator
from outcomes import HOSTILE, UNAUTHORIZED, hostile, review

from mnassess.word.remarks import Remark, anchor, remarks_of
from mnassess.word.report import report_bytes

PRINTED = (
    "cover.title",
    "files[b].profile.name",
    "files[a].profile.name",
    "files[a].risks.use.copying.measures",
)


def test_without_remarks_the_report_is_the_same_bytes() -> None:
    assert report_bytes(review().assessment, remarks=()).data == report_bytes(review().assessment).data


def test_a_comment_holds_the_finding_with_its_quote_and_advice() -> None:
    document = docx.Document(io.BytesIO(report_bytes(review().assessment, remarks=remarks_of(review())).data))
    first, *_ = document.comments
    assert first.author == "自動点検"
    assert first.text.split("\n") == [
        "［重大な不適合］見直しの頻度が、記載は毎月、証跡は年2回です。",
        "「権限は、年2回見直す。」（権限管理規程　第8条）",
        "根拠：番号法第12条",
        "対応の提案：権限の見直しを毎月行い、見直し記録簿に残す。",
        "記載の助言：権限は、〔　〕ごとに見直している。",
        "対応予定　情報政策課　令和8年10月31日",
    ]


def test_a_comment_stands_round_its_answer() -> None:
    document = docx.Document(io.BytesIO(report_bytes(review().assessment, remarks=remarks_of(review())).data))
    inside, found = False, ""
    for element in document.element.body.iter():
        name = element.tag.rpartition("}")[2]
        if name.startswith("commentRange") and element.get(f"{{{element.nsmap['w']}}}id") == "0":
            inside = name == "commentRangeStart"
        elif inside and name == "t":
            found += element.text
    assert found == review().assessment.value(UNAUTHORIZED).replace("\n", "")


def test_settled_findings_are_no_remarks() -> None:
    assert [one.text.split("\n")[0] for one in remarks_of(review())] == [
        "［重大な不適合］見直しの頻度が、記載は毎月、証跡は年2回です。",
        "［軽微な不適合］対象人数が二つの評価書で違います。",
        "［観察］評価書名が要綱の名と違います。",
    ]


@pytest.mark.parametrize(
    ("path", "home"),
    [
        ("files[a].profile.name", "files[a].profile.name"),
        ("files[a].risks", "files[a].risks.use.copying.measures"),
        ("files[a].risks.use.linking.measures", "files[a].risks.use.copying.measures"),
        ("files", "files[b].profile.name"),
        ("files[gone].profile.name", "files[b].profile.name"),
        ("", "cover.title"),
        ("zz[9", "cover.title"),
    ],
)
def test_a_remark_stands_at_the_nearest_answer_that_is_printed(path: str, home: str) -> None:
    assert anchor([Remark(path, "甲", "乙")], PRINTED).homes == (home,)


def test_a_remark_away_from_its_answer_names_it() -> None:
    data = report_bytes(review().assessment, remarks=(Remark("", "甲", "対象人数が違います。"),)).data
    assert [one.text for one in docx.Document(io.BytesIO(data)).comments] == [
        "【評価書全体】について\n対象人数が違います。"
    ]


def test_hostile_remarks_leave_a_valid_file(tmp_path: Path) -> None:
    made = hostile()
    remarks = (*remarks_of(made), Remark("cover.title", HOSTILE, HOSTILE), Remark("cover.title", "", ""))
    data = report_bytes(made.assessment, remarks=remarks).data
    (tmp_path / "r.docx").write_bytes(data)
    errors = OpenXmlValidator().validate(tmp_path / "r.docx").errors
    assert [f"{error.part_uri}: {error.description}" for error in errors] == []
    assert len(list(docx.Document(io.BytesIO(data)).comments)) == len(remarks)
    assert data == report_bytes(made.assessment, remarks=remarks).data
