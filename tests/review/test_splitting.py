"""A measures text as people write and paste it, cut into what can be checked one by one."""

import re

import pytest
from claiming import claims, lines
from hypothesis import given
from hypothesis import strategies as st

from mnassess.review.fingerprints import folded

BULLETS = (
    "・", "･", "•", "●", "○", "〇", "◎", "■", "◆", "□", "◇", "▼", "→", "⇒", "- ", "-", "－", "―", "*", "＊", "ー ",
    "①", "⑳", "㉑", "❶", "(1)", "（１）", "(10)", "⑴", "1.", "１．", "10．", "1)", "２）", "１　", "⒈", "ア ", "ア　", "ｱ ", "ア．",
    "ア）", "(ア)", "（イ）", "a.", "ａ．", "b)", "(a)", "（ａ）", "⒜", "Ⅰ　", "Ⅱ．", "ⅰ　", "（一）", "㈠", "一　", "✓", "➢",
)  # fmt: skip


@pytest.mark.parametrize("bullet", BULLETS)
def test_every_common_bullet_begins_a_claim_and_is_no_part_of_it(bullet: str) -> None:
    text = f"{bullet}入退室を記録する。\n　{bullet}媒体を施錠して保管する。\n{bullet} 年1回点検する。"
    assert lines(text) == ["入退室を記録する。", "媒体を施錠して保管する。", "年1回点検する。"]


@pytest.mark.parametrize(
    "text",
    [
        "○○市長が定める様式による。", "〇〇課が点検する。", "●●システムを用いる。", "――記録を残す。",
        "1.5倍の容量を用意する。", "４情報を照合する。", "アクセスログを確認する。", "A課が点検する。", "2026年度に更新する。",
        "○年○月までに見直す。", "一般職員には権限を与えない。", "ＩＤを共用しない。", "(株)みほんが保守する。", "ーツール名を記す。",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_bullet_stays(text: str) -> None:
    assert lines(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("＜窓口における措置＞\n・確認する。\n＜システムにおける措置＞\n・記録する。", ["窓口における措置|確認する。", "システムにおける措置|記録する。"]),
        ("<窓口における措置>\n確認する。", ["窓口における措置|確認する。"]),
        ("≪窓口≫\n確認する。\n《端末》\n固定する。", ["窓口|確認する。", "窓口／端末|固定する。"]),
        ("＜窓口における措置＞確認する。＜システムにおける措置＞・記録する。・保存する。", ["窓口における措置|確認する。", "システムにおける措置|記録する。", "システムにおける措置|保存する。"]),
        ("【税務システム】認証する。\n【宛名システム】記録する。", ["税務システム|認証する。", "宛名システム|記録する。"]),
        ("＜本市における措置＞\n【窓口】\n・確認する。\n【電算】\n・記録する。\n＜機構における措置＞\n監視する。", ["本市における措置／窓口|確認する。", "本市における措置／電算|記録する。", "機構における措置|監視する。"]),
        ("（誤送付のリスク）\n・確認する。\n（紛失のリスク）\n・数える。\n以上により十分である。", ["誤送付のリスク|確認する。", "紛失のリスク|数える。", "以上により十分である。"]),
        ("窓口における措置\n職員が確認する。\n端末における措置\n固定する。", ["窓口における措置|職員が確認する。", "端末における措置|固定する。"]),
        ("人的対策：\n・研修する。\n物理的対策：\n・施錠する。", ["人的対策|研修する。", "物理的対策|施錠する。"]),
        ("＜別紙＞のとおり管理する。", ["＜別紙＞のとおり管理する。"]),
        ("「＜窓口における措置＞」に準じる。", ["「＜窓口における措置＞」に準じる。"]),
        ("5<10の場合は拒否する。", ["5<10の場合は拒否する。"]),
        ("＜窓口における措置＞\n＜端末における措置＞\n固定する。", ["窓口における措置", "端末における措置|固定する。"]),
        ("＜窓口における措置＞", ["窓口における措置"]),
    ],
)  # fmt: skip
def test_headings_are_the_scope_of_what_stands_below(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("確認する。記録する。", ["確認する。", "記録する。"]),
        ("確認する！記録する？ 保存する．破棄する．", ["確認する！", "記録する？", "保存する．", "破棄する．"]),
        ("「誤りなし。」と記す。次に進む。", ["「誤りなし。」と記す。", "次に進む。"]),
        ("確認（氏名。住所。）する。記録する。", ["確認（氏名。住所。）する。", "記録する。"]),
        ("閉じない（括弧。次の文。", ["閉じない（括弧。", "次の文。"]),
        ("余る）括弧。次の文。", ["余る）括弧。", "次の文。"]),
        ("確認する。なお、代理人は委任状による。また、記録する。", ["確認する。なお、代理人は委任状による。", "また、記録する。"]),
        ("・確認する。ただし、更新のときを除く。\n・記録する。", ["確認する。ただし、更新のときを除く。", "記録する。"]),
        ("・確認する。\n・記録する。\nなお、臨時の点検も行う。", ["確認する。", "記録する。なお、臨時の点検も行う。"]),
        ("・確認する。\n・なお、臨時の点検も行う。", ["確認する。", "なお、臨時の点検も行う。"]),
        ("＜A課における措置＞\n確認する。\n＜B課における措置＞\nなお、記録する。", ["A課における措置|確認する。", "B課における措置|なお、記録する。"]),
        ("なおす場合は申請する。確認する。なおす。", ["なおす場合は申請する。", "確認する。", "なおす。"]),
        ("確認する（※代理人を含む。）。記録する。", ["確認する（※代理人を含む。）。", "記録する。"]),
        ("・確認する。（※代理人を含む。）記録する。", ["確認する。（※代理人を含む。）", "記録する。"]),
        ("・確認する。\n※代理人を含む。休日を除く。\n・記録する。", ["確認する。※代理人を含む。休日を除く。", "記録する。"]),
        ("・確認する。\n（注）代理人を含む。\n・記録する。", ["確認する。（注）代理人を含む。", "記録する。"]),
        ("・点検する。（年1回）\n・記録する。", ["点検する。（年1回）", "記録する。"]),
        ("確認する。①選ぶ。②結ぶ。", ["確認する。", "選ぶ。", "結ぶ。"]),
        ("・A課が確認する　・B課が記録する", ["A課が確認する", "B課が記録する"]),
        ("提供・移転を記録する。", ["提供・移転を記録する。"]),
        ("入退室の記録\n\nカードの認証", ["入退室の記録", "カードの認証"]),
    ],
)  # fmt: skip
def test_sentences_end_where_they_end_and_what_qualifies_them_stays(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("①権限の管理\n　・申請する。\n　・失効させる。\n②記録の管理\n　・保存する。", ["権限の管理|申請する。", "権限の管理|失効させる。", "記録の管理|保存する。"]),
        ("①権限の管理\n・申請する。\n②記録の管理\n・保存する。", ["権限の管理|申請する。", "記録の管理|保存する。"]),
        ("１．人的対策\n（１）研修\nア　行う。\nイ　記録する。\n（２）誓約\nア　提出させる。", ["人的対策／研修|行う。", "人的対策／研修|記録する。", "人的対策／誓約|提出させる。"]),
        ("① 人的対策\n研修を年1回行う。\n② 物理的対策\n施錠する。", ["人的対策|研修を年1回行う。", "物理的対策|施錠する。"]),
        ("■窓口\n○確認する。\n→記録する。\n■電算\n○保存する。", ["窓口|確認する。", "窓口|記録する。", "電算|保存する。"]),
        ("・秘密保持の義務\n・再委託の制限\n以上を契約に定めている。", ["秘密保持の義務", "再委託の制限", "以上を契約に定めている。"]),
        ("・ ①申請する。\n・ ②承認する。", ["申請する。", "承認する。"]),
    ],
)  # fmt: skip
def test_a_name_with_bullets_below_it_is_their_heading(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


def test_a_sentence_that_introduces_bullets_is_a_claim_and_their_lead() -> None:
    first, *rest = claims("契約書に次の事項を定めている。\n・秘密保持\n・再委託の制限\n年1回確認する。")
    assert [claim.lead for claim in rest] == [first.text, first.text, ""]
    assert first.lead == ""


def test_the_label_of_an_item_goes_with_its_later_sentences() -> None:
    found = claims("・内部監査：年1回行う。結果を報告する。\n・外部監査：3年に1回行う。")
    assert [claim.lead for claim in found] == ["", "内部監査", ""]


PUBLISHED = (
    "中間サーバー・プラットフォームをデータセンターに設置し、設置場所への入退室者管理、有人監視及び施錠管理をすることとしている。",
    "また、設置場所はデータセンター内の専用の領域とし、他テナントとの混在によるリスクを回避する。",
    "特定個人情報の入力、削除及び訂正を行う際は、整合性を確保するために、入力、削除及び訂正を行った者以外の者が確認する等、必ず入力、削除及び訂正した内容を確認することとしている。",
    "システムを利用する必要がある職員を特定し、個人ごとにユーザIDを割り当てるとともに、ICカード及びパスワードによる二要素認証を行う。",
    "操作者が離席する際は、必ずログオフすることを、情報セキュリティに関する研修及び年2回の自己点検で徹底している。",
    "委託先から提出された消去証明書（消去した日時、方法、対象及び担当者を記したもの。）を、情報政策課が契約終了の日から10日以内に確認する。",
    "保存期間を経過した申請書は、年1回、職員2名が立ち会って外部の専門業者の施設で溶解処理し、溶解証明書を5年間保存する。",
    "UTM（コンピュータウイルスやハッキングなどの脅威からネットワークを効率的かつ包括的に保護する装置）等を導入し、アクセス制限、侵入検知及び侵入防止を行うとともに、ログの解析を行う。",
)  # fmt: skip


def pasted(text: str, width: int) -> str:
    """The text as a PDF gives it: every line cut at a width, no 、 or 。 at the beginning of one."""
    found = []
    for line in text.split("\n"):
        rest = line
        while len(rest) > width:
            end = width
            while end < len(rest) and rest[end] in "、。）」ー":
                end += 1
            if end >= len(rest):
                break
            found.append(rest[:end])
            rest = rest[end:]
        found.append(rest)
    return "\n".join(found)


@given(st.permutations(PUBLISHED), st.integers(24, 48), st.sampled_from(["・", "①", "（１）", "", "　"]))
def test_lines_broken_by_a_paste_are_put_together(sentences: list[str], width: int, bullet: str) -> None:
    text = "\n".join(bullet + sentence for sentence in sentences)
    assert [folded(line) for line in lines(pasted(text, width))] == [
        folded(sentence) for sentence in sentences
    ]


def test_a_line_broken_by_hand_after_a_comma_carries_on() -> None:
    assert lines("・届出は、\n窓口で受け付け、\n　職員が確認する。\n・記録する。") == [
        "届出は、窓口で受け付け、職員が確認する。",
        "記録する。",
    ]


def test_names_on_lines_of_their_own_are_not_put_together() -> None:
    text = "入退室の管理\n監視カメラの設置\nサーバ室の施錠\n媒体の管理台帳の整備"
    assert lines(text) == text.split("\n")


def test_latin_words_that_a_paste_parted_keep_their_space() -> None:
    head = "・情報セキュリティマネジメントシステムの認証として、JIS Q 27001 及び ISO"
    assert lines(f"{head}\nIEC 27017 を取得した事業者を選定する。")[0].endswith(
        "ISO IEC 27017 を取得した事業者を選定する。"
    )


# --- nothing is lost -------------------------------------------------------------------------------------------

MARKUP = ["・", "①", "（１）", "(1)", "１．", "ア　", "■", "○", "- ", "→", "＜", "＞", "【", "】", "（", "）", "「", "」", "。", "、",
          "：", "※", "なお、", "ただし、", "における措置", "次の", "\n", "\n\n", "　", " ", "！", "．", "*", "－"]  # fmt: skip
UNIQUE = re.compile("[\u3400-\u4db5]")
"""Rare kanji, of which each stands in a text once."""


@st.composite
def measures_texts(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.one_of(st.none(), st.sampled_from(MARKUP)), min_size=1, max_size=60))
    rare = iter(range(0x3400, 0x3600))
    return "".join(chr(next(rare)) if part is None else part for part in parts)


@given(measures_texts())
def test_every_word_stands_in_exactly_one_claim_or_else_in_a_scope(text: str) -> None:
    found = claims(text) if text.strip() else ()
    said = [one for claim in found for one in UNIQUE.findall(claim.text)]
    above = {one for claim in found for one in UNIQUE.findall(claim.scope)}
    assert len(said) == len(set(said))
    assert not above & set(said)
    assert above | set(said) == set(UNIQUE.findall(text))


@given(measures_texts())
def test_claims_stand_in_the_order_of_the_text(text: str) -> None:
    said = "".join(UNIQUE.findall("".join(claim.text for claim in claims(text)))) if text.strip() else ""
    assert list(said) == sorted(said)


@given(st.lists(st.tuples(st.sampled_from(BULLETS), st.sampled_from(PUBLISHED)), min_size=1, max_size=8))
def test_real_sentences_behind_any_bullets_come_through_whole(items: list[tuple[str, str]]) -> None:
    text = "\n".join(bullet + sentence for bullet, sentence in items)
    assert [folded(line) for line in lines(text)] == [folded(sentence) for _, sentence in items]
