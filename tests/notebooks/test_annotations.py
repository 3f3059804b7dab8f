"""What a line of an annotation means, and that a line that means nothing special is free text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnassess.errors import FormDefinitionError
from mnassess.notebooks.annotations import Annotation, SaidVerdict, read_annotation
from mnassess.notebooks.notation import Keyword, read_notation, standard_notation
from mnassess.review.model import Method, VerdictCode


def verdict(text: str) -> SaidVerdict:
    (found,) = read_annotation(text).verdicts
    return found


@pytest.mark.parametrize(
    "text",
    ["判定：確認済 E1", "判定: 確認済 E1", "- 判定：確認済 E1", "・判定 ： 確認済　E1", "**判定**：supported E1", "verdict: Supported E1", "**判定：**確認済 E1"],
)  # fmt: skip
def test_a_verdict_may_be_typed_in_many_ways(text: str) -> None:
    found = verdict(text)
    assert (found.code, found.evidence, found.target) == (VerdictCode.SUPPORTED, ("E1",), "")


@pytest.mark.parametrize(
    ("text", "target"),
    [("判定 2：矛盾", "2"), ("判定２：矛盾", "2"), ("判定(2)：矛盾", "2"), ("判定 記載2：矛盾", "2"), ("判定 #1a2b：矛盾", "#1a2b")],
)  # fmt: skip
def test_the_claim_is_named_by_its_number_or_id(text: str, target: str) -> None:
    assert verdict(text).target == target


def test_method_evidence_quotes_and_note_may_stand_in_one_line_or_below() -> None:
    line = verdict("判定：矛盾 聴取 E2@第8条「5年間」 担当者の話と違う")
    below = verdict("判定：矛盾\n方法：聴取\n引用：E2@第8条「5年間」\n注記：担当者の話と違う")
    for found in (line, below):
        assert (found.method, found.evidence, found.note) == (Method.INTERVIEW, ("E2",), "担当者の話と違う")
        assert [(one.evidence, one.location, one.text) for one in found.quotes] == [("E2", "第8条", "5年間")]


def test_brackets_inside_a_quote_belong_to_it() -> None:
    (quote,) = verdict("判定：確認済 E1「甲は「乙」という」").quotes
    assert quote.text == "甲は「乙」という"


def test_a_text_goes_on_until_an_empty_line() -> None:
    found = read_annotation("指摘：一行目\n二行目\n\n提案：三行目\n四行目\n\n五行目")
    (finding,) = found.findings
    assert (finding.message, finding.proposal, found.words) == ("一行目\n二行目", "三行目\n四行目", "五行目")


@pytest.mark.parametrize("text", ["提案：設定を変える", "記載案：設定を変える"])
def test_a_proposal_or_wording_alone_is_a_chance_to_improve(text: str) -> None:
    (finding,) = read_annotation(text).findings
    assert (finding.message, finding.severity) == ("設定を変える", "opportunity")


@pytest.mark.parametrize(
    "text",
    [
        "担当者は誰か。",
        "指摘しておく",
        "判定は後で：",
        "証跡がない：困る",
        "http://指摘：",
        "✎ メモ",
        "提 案：x",
    ],
)
def test_words_that_only_look_like_a_keyword_are_free_text(text: str) -> None:
    assert read_annotation(text) == Annotation(words=text)


HEADS = ["", "", "- ", "判定：", "判定 2：確認済 ", "判定：矛盾 E1「", "方法：", "証跡：E1 ", "引用：", "注記：", "指摘：", "重さ：", "提案：", "記載案：", "担当：", "期限：", "訂正 r-1a2b3c4d：", "取下げ："]  # fmt: skip


@given(st.lists(st.one_of(st.just(""), st.sampled_from(HEADS)), max_size=12))
def test_no_word_is_lost_in_whatever_order_lines_stand(heads: list[str]) -> None:
    lines = [f"{head}語{number}語" if head else head for number, head in enumerate(heads)]
    told = repr(read_annotation("\n".join(lines)))
    assert [line for line in lines if line and line[line.index("語") :] not in told] == []


def test_the_notation_names_every_keyword() -> None:
    assert set(standard_notation()) == set(Keyword)


def test_a_notation_that_uses_a_word_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "annotations.json"
    file.write_text(
        '{"title": "x", "edition": "2026-11", "effective_from": "2026-11-27", "clause": "", "sure": "proposal",'
        ' "keywords": [{"code": "verdict", "words": ["判定"], "meaning": "a", "en": {"word": "判定", "meaning": "a"}}, {"code": "due", "words": ["判定"], "meaning": "b", "en": {"word": "判定", "meaning": "b"}}]}',
        encoding="utf-8",
    )
    with pytest.raises(FormDefinitionError, match="二度使われています"):
        read_notation(file)


@pytest.mark.parametrize("target", ["2", "２", "②", "記載②", "(2)"])
def test_a_claim_may_be_numbered_in_many_ways(target: str) -> None:
    assert verdict(f"判定 {target}：確認済 E1").target == "2"


@pytest.mark.parametrize(
    "line", ["判定 1、2：確認済 E1", "判定 1,2：確認済", "指摘 ①・②：日付がない。", "判定 1～3：確認済"]
)
def test_a_line_about_several_claims_is_free_text_and_is_told(line: str) -> None:
    said = read_annotation(line)
    assert (said.words, said.verdicts, said.findings) == (line, (), ())
    assert said.notices == (f"「{line}」：判定や指摘は記載ごとに一行ずつ書きます。文として取り込みます。",)


def test_a_number_no_report_has_claims_for_is_free_text() -> None:
    line = f"判定 {'9' * 5000}：確認済"
    assert read_annotation(line) == Annotation(words=line)


@pytest.mark.parametrize("fence", ["```", "~~~~", "```text"])
def test_what_stands_in_a_code_fence_is_words(fence: str) -> None:
    text = f"例：\n{fence}\n判定 1：確認済 E1\n指摘：例\n{fence.removesuffix('text')}\n以上"
    assert read_annotation(text) == Annotation(words=text)


def test_a_code_fence_that_is_not_closed_hides_no_verdict() -> None:
    assert len(read_annotation("```\n判定 1：確認済 E1").verdicts) == 1
