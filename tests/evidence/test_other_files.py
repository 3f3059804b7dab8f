"""Pdf, text in any encoding, csv, web pages and mail as evidence."""

import io
from typing import Any

import pytest
from making import mail, pdf, rows, shown
from pypdf import PdfReader, PdfWriter

from mnassess.evidence.decoding import decode
from mnassess.evidence.limits import Limits
from mnassess.evidence.readers.delimited import separator_of
from mnassess.evidence.readers.pdf import paragraphs_of

LOG = "アクセスログは毎月、①情報政策課長が点検し、㈱みほん電算に報告する。"
SENTENCE = "特定個人情報ファイルの取扱いに関する記録は、7年間保存し、その後は速やかに消去する。"


# --- pdf ----------------------------------------------------------------------------------------------------


def test_a_pdf_is_read_page_by_page_with_its_articles() -> None:
    data = pdf(["（記録）", "第5条　記録は7年間保存する。"], ["２　毎月点検する。", "- 2 -"])
    assert shown("a.pdf", data) == [
        "1頁 # （記録）",
        "1頁 第5条 第5条　記録は7年間保存する。",
        "2頁 第5条 ２　毎月点検する。",
    ]


def test_a_page_without_text_is_said_to_be_a_scan() -> None:
    assert shown("a.pdf", pdf(["本文です。"], [])) == [
        "1頁 本文です。",
        "! 2頁 は文字のないスキャン画像です。",
    ]
    assert shown("a.pdf", pdf([], [])) == ["! 文字のないスキャン画像です。中身は人が見てください。"]


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(["本文です。"]))))
    writer.encrypt(user_password=password, owner_password="x", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_pdf_under_a_password_is_said_to_be_locked() -> None:
    assert shown("a.pdf", locked("秘密")) == ["! 暗号化（パスワード）されているため読めません。"]


def test_a_pdf_locked_only_against_changes_is_read() -> None:
    assert shown("a.pdf", locked("")) == ["1頁 本文です。"]


def test_pages_beyond_the_limit_are_told() -> None:
    read = shown("a.pdf", pdf(*(["本文です。"] for _ in range(4))), Limits(pages=2))
    assert read == ["1頁 本文です。", "2頁 本文です。", "! 頁が多すぎるため、2 頁までを読みました。"]


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["特定個人情報の取扱いに関する記録は七年間保", "存する。次に進む。"], ["特定個人情報の取扱いに関する記録は七年間保存する。次に進む。"]),
        (["特定個人情報の取扱いに関する記録は保存する。", "次に進む。"], ["特定個人情報の取扱いに関する記録は保存する。", "次に進む。"]),
        (["特定個人情報の取扱いに関する記録の一覧は次", "・端末の一覧"], ["特定個人情報の取扱いに関する記録の一覧は次", "・端末の一覧"]),
        (["短い行", "特定個人情報の取扱いに関する記録は七年間保存する"], ["短い行", "特定個人情報の取扱いに関する記録は七年間保存する"]),
        (["The log of the system is kept for a long", "time"], ["The log of the system is kept for a long time"]),
        (["本文", "3", "- 12 -", "３／１２頁"], ["本文"]),
        (["特 定 個 人 情 報 の 記 録"], ["特定個人情報の記録"]),
        (["氏名 所属 権限"], ["氏名 所属 権限"]),
    ],
)  # fmt: skip
def test_only_lines_that_the_paper_broke_are_joined(lines: list[str], paragraphs: list[str]) -> None:
    assert paragraphs_of("\n".join(lines)) == paragraphs


# --- text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932", "euc_jis_2004"],
)
def test_japanese_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    data = f"{LOG}\r\n{SENTENCE}\r\n".encode(encoding)
    assert shown("a.txt", data) == [f"1行目 {LOG}", f"2行目 {SENTENCE}"]


@pytest.mark.parametrize("encoding", ["euc_jp", "iso2022_jp", "cp932"])
@pytest.mark.parametrize("text", [SENTENCE, "アクセスログ", "記録", "令和７年４月１日", "検索・照会"])
def test_short_text_is_not_taken_for_another_encoding(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded
    assert decoded.text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x1b$B-!\x1b(B", "①"),
        (b"\x1b$B-j\x1b(B", "㈱"),
        (b"\x1b(I1$3\x1b(B", "ｱ､ｳ"),
    ],
)
def test_mail_programs_of_windows_put_more_into_jis_than_it_has(data: bytes, text: str) -> None:
    decoded = decode(data)
    assert decoded
    assert decoded.text == text


def test_a_few_broken_characters_are_counted_and_the_rest_is_read() -> None:
    data = (SENTENCE * 10).encode() + b"\xff\xfe"
    assert shown("a.txt", data)[-1] == "! 読めない文字が 2 字あります。"


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, bytes(range(256)) * 4])
def test_bytes_that_are_no_text_are_said_to_be_none(data: bytes) -> None:
    assert shown("a.txt", data) == ["! 文字として読めません。"]


def test_a_configuration_file_of_an_unknown_suffix_is_read_as_text() -> None:
    assert shown("sshd.conf", b"PermitRootLogin no\n\nLogLevel VERBOSE\n") == [
        "1行目 PermitRootLogin no",
        "3行目 LogLevel VERBOSE",
    ]


def test_markdown_has_headings_and_tables() -> None:
    text = "## 保管\n- 書庫に施錠する\n\n| 機器 | 場所 |\n|---|---|\n| 端末 | 窓口 |\n"
    assert shown("a.md", text.encode()) == [
        "1行目 # 保管",
        "2行目 - 書庫に施錠する",
        "6行目 機器：端末 | 場所：窓口",
    ]


# --- csv ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "utf-16"])
def test_a_csv_row_carries_its_header_whatever_separates_it(separator: str, encoding: str) -> None:
    lines = (("日時", "操作者", "操作"), ("2025/4/1 9:00", "田中", "照会"))
    data = "\r\n".join(separator.join(line) for line in lines).encode(encoding)
    assert shown("a.csv", data) == ["2行目 日時：2025/4/1 9:00 | 操作者：田中 | 操作：照会"]


def test_a_cell_of_several_lines_keeps_the_line_numbers_right() -> None:
    data = '日,内容\n4/1,"一行目\n二行目"\n4/2,点検\n'.encode()
    assert shown("a.csv", data) == ["2行目 日：4/1 | 内容：一行目 二行目", "4行目 日：4/2 | 内容：点検"]


def test_a_csv_without_a_header_is_read_as_it_is() -> None:
    assert (
        shown("a.csv", "2025/4/1,田中,照会\n2025/4/2,鈴木,更新\n".encode())[0]
        == "1行目 2025/4/1 | 田中 | 照会"
    )


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b,c\nd,e,f", ","),
        ('"a,x";b\n"c,y,z";d', ";"),
        ("a\tb, c\nd\te", "\t"),
        ("一行\n二行", ""),
    ],
)
def test_the_separator_is_the_one_outside_quotes_that_is_regular(text: str, separator: str) -> None:
    assert separator_of(text) == separator


def test_a_formula_in_a_csv_is_text() -> None:
    assert shown("a.csv", b"id,cmd\nE1,=cmd|'/C calc'!A0\n") == ["2行目 id：E1 | cmd：=cmd|'/C calc'!A0"]


# --- html ---------------------------------------------------------------------------------------------------

PAGE = (
    "<html><head><title>手順</title><script>alert('x')</script><style>p{}</style></head><body>"
    "<h2>3 保管</h2><p>鍵のかかる<b>書庫</b>に<br>保管する。</p><img src='http://127.0.0.1:9/a.png'>"
    "<table><tr><th>機器</th><th>場所</th></tr><tr><td>端末</td><td><p>窓口</p></td></tr></table></body></html>"
)


def test_a_web_page_gives_its_words_and_no_script() -> None:
    assert shown("a.html", PAGE.encode()) == [
        "「手順」 # 手順",
        "「3 保管」 # 3 保管",
        "「3 保管」 鍵のかかる書庫に",
        "「3 保管」 保管する。",
        "表1 2行目 機器：端末 | 場所：窓口",
    ]


def test_a_web_page_is_decoded_as_it_declares() -> None:
    page = f'<meta charset="EUC-JP"><p>{SENTENCE}</p>'
    assert shown("a.htm", page.encode("euc_jp")) == [f"1段落目 {SENTENCE}"]


# --- eml ----------------------------------------------------------------------------------------------------


def test_a_message_is_read_with_its_head_and_its_attachments() -> None:
    data = mail(
        "点検した。\n異常なし。", [("一覧.xlsx", rows(["所管課", "市民課"])), ("写真.jpg", b"\xff\xd8x")]
    )
    assert shown("a.eml", data.as_bytes()) == [
        "件名 件名：点検結果の報告",
        "差出人 差出人：情報政策課 <joho@example.jp>",
        "宛先 宛先：shimin@example.jp",
        "日付 日付：Tue, 01 Apr 2025 09:00:00 +0900",
        "本文1行目 点検した。",
        "本文2行目 異常なし。",
        "添付 添付：一覧.xlsx",
        "添付「一覧.xlsx」「一覧」 # 一覧",
        "添付「一覧.xlsx」「一覧」A1 所管課：市民課",
        "添付 添付：写真.jpg",
        "! 添付「写真.jpg」：写真・画像のため文字は読みません。中身は人が見てください。",
    ]


def test_of_two_versions_of_a_message_the_plain_one_is_read() -> None:
    read = shown("a.eml", mail("点検した。", html="<p>点検した。</p>").as_bytes())
    assert [line for line in read if "点検した" in line] == ["本文1行目 点検した。"]


def test_a_message_of_html_only_is_read() -> None:
    message = mail()
    message.set_content("<p>点検した。</p>", subtype="html")
    assert "1段落目 点検した。" in shown("a.eml", message.as_bytes())


def test_a_message_in_jis_is_read() -> None:
    head = b"Subject: =?ISO-2022-JP?B?GyRCRUA4IRsoQg==?=\nContent-Type: text/plain; charset=ISO-2022-JP\n\n"
    assert shown("a.eml", head + b"\x1b$B5-O?$O-!7o\x1b(B") == [
        "件名 件名：点検",
        "本文1行目 記録は①件",
    ]


def test_messages_in_messages_are_followed_a_few_deep() -> None:
    message: Any = mail("底。")
    for _ in range(6):
        outer = mail("転送。")
        outer.add_attachment(message)
        message = outer
    read = shown("a.eml", message.as_bytes())
    assert len([line for line in read if "転送。" in line]) == 4
    assert "入れ子が深すぎるため読みません。" in read[-1]
