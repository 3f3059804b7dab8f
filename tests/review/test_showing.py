"""What is marked in the texts of a review, and how a candidate is described in a line."""

from datetime import date

import pytest
from claiming import COPYING, claims, report

from mnassess.evidence.drift import EntryState
from mnassess.evidence.model import Entry, Passage, Register
from mnassess.review.claims import claims_of
from mnassess.review.freshness import age_words
from mnassess.review.lexicon import standard_lexicon
from mnassess.review.matching import rank
from mnassess.review.model import Claim
from mnassess.review.showing import bracketed, candidate_lines, claim_span, claim_spans, quotable, spans

AS_OF = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("キャビネット", "鍵付きの[ｷｬﾋﾞﾈｯﾄ]に入れる。"),
        ("usb", "[ＵＳＢ]メモリは使わない。"),
        ("業務外の閲覧", "[業務外の\n閲覧]はない。"),
        ("SSL/TLS", "[ＳＳＬ・ＴＬＳ]で通信する。"),
        ("操作履歴 履歴の点検", "[操作履歴の点検]をする。"),
        ("ID", "VIDEO の[ID]"),
        ("10", "2010年に[10]件"),
        ("鍵", "[鍵]箱の[鍵]"),
        ("鍵 　 。", "[鍵]。"),
        ("消去", "廃棄した。"),
    ],
)
def test_words_are_marked_whatever_their_width_and_wherever_the_line_breaks(words: str, text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    assert bracketed(plain, spans(plain, words.split(" "))) == text


def test_within_words_is_searched_on_request() -> None:
    assert bracketed("VIDEO", spans("VIDEO", ["id"], within_words=True)) == "V[ID]EO"


@pytest.mark.parametrize(
    "text",
    [
        "＜措置＞\n・[鍵を\n　　掛ける。]\n・窓を閉める。",
        "１．[鍵を掛ける。\n２．なお、休日も同じ。]",
        "（[鍵を掛ける。]）",
    ],
)
def test_a_claim_is_marked_inside_its_blank_from_its_first_word_to_its_last(text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    said = "鍵を掛ける。なお、休日も同じ。" if "休日" in text else "鍵を掛ける。"
    found = claim_span(plain, said)
    assert found
    assert bracketed(plain, (found,)).replace("）]", "]）") == text


def test_what_a_choice_asserts_stands_in_no_text() -> None:
    assert claim_span("鍵を掛ける。", "リスクへの対策は十分である。") is None
    assert claim_span("鍵を掛ける。", "") is None


def test_every_claim_of_a_text_is_marked_at_its_own_place() -> None:
    text = "＜紙＞\n・鍵を掛ける。\n＜媒体＞\n・鍵を掛ける。\n・持ち出さない。"
    stated = claims(text)
    assert [text[begin:end] for begin, end in claim_spans(text, stated).values()] == [
        one.text for one in stated
    ]
    assert len(set(claim_spans(text, stated).values())) == 3


def test_every_claim_of_the_text_of_a_report_is_found_in_it() -> None:
    text = "　・二人で照合し、相違があるときは\n　　直ちに係長へ報告する。※休日を除く。\n　・印刷は\n　　しない。"
    stated = claims_of(report({COPYING: text}))
    assert set(claim_spans(text, stated)) == {one.id for one in stated}


@pytest.mark.parametrize(
    "text",
    [
        "[鍵を掛ける。][窓を閉める。]",
        "[鍵を掛ける。]\n[ 窓を閉める]",
        "[鍵を掛ける（休日を含む。夜間も同じ。）。][窓を閉める。]",
        "[氏名：田中。 | 権限：照会。]\n[以上。]",
        "[「休む。」と言った。]",
        "[第1．2項による。][窓。]",
        "[鍵（古いもの。窓。]\n[扉。]",
    ],
)
def test_sentences_and_whole_rows_can_be_quoted(text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    assert bracketed(plain, quotable(plain)) == text.replace("[ ", " [")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 27), "当日"),
        (date(2026, 11, 15), "12日前"),
        (date(2026, 10, 28), "30日前"),
        (date(2026, 10, 27), "1か月前"),
        (date(2025, 11, 28), "11か月前"),
        (date(2025, 11, 27), "1年前"),
        (date(2024, 10, 1), "2年1か月前"),
        (date(2026, 12, 1), "基準日より後"),
        (None, "日付なし"),
    ],
)
def test_age_is_told_in_full_months_and_years(day: date | None, words: str) -> None:
    assert age_words(day, AS_OF) == words


ENTRY = Entry(id="E1", title="ログ点検票", kind="record", collected_on=date(2024, 10, 1))
PASSAGE = Passage("E1", "4月分の操作履歴から担当外の世帯の検索を抜き出した。", "3行目", "ログ点検票")


def described(
    state: EntryState | None, entry: Entry = ENTRY, measures: tuple[str, ...] = ("E-b",)
) -> tuple[str, str]:
    claim = Claim(
        id="c",
        path="",
        text="アクセスログを点検し、業務外の閲覧がないことを確かめる。",
        measures=measures,
        fingerprint="",
    )
    (ranking,) = rank((claim,), (PASSAGE,), standard_lexicon())
    states = {entry.id: state} if state else {}
    (line,) = candidate_lines(ranking, Register(path="evidence.csv", entries=(entry,)), states, AS_OF)  # type: ignore[arg-type]
    return line.head, line.why


def test_a_candidate_is_described_with_what_to_beware_of_and_why_it_is_there() -> None:
    head, why = described(EntryState.CHANGED)
    assert head == "1 記録　ログ点検票　3行目　2年1か月前 [変更あり] [古い]"
    assert (
        why
        == "ログ取得（操作履歴、履歴）・ログ点検（ログ点検、担当外）・自己点検（点検票）・共通の語（ログ、点検）"
    )


def test_a_candidate_that_is_as_registered_and_fresh_has_no_warning() -> None:
    fresh = Entry(id="E1", title="", path="a/ログ.csv", kind="log", collected_on=date(2026, 11, 1))
    assert described(EntryState.OK, fresh)[0] == "1 ログ　a/ログ.csv　3行目　26日前"
    assert described(EntryState.UNHASHED, fresh)[0] == "1 ログ　a/ログ.csv　3行目　26日前"


def test_what_the_register_names_no_more_is_told_by_its_id() -> None:
    assert described(None, Entry(id="E2", title="別", kind="log"))[0] == "1　E1　3行目　日付なし"
