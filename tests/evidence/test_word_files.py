"""Word documents as evidence: everything a reader of the document sees, and where it stands."""

from typing import Any

import pytest
from making import W, changed, part, shown, word, word_of_xml

RULES = ["第1条　この規程は、取扱いを定める。", "２　全職員に適用する。"]


def p(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_a_regulation_is_located_by_its_articles() -> None:
    def make(document: Any) -> None:
        document.add_heading("第2章 安全管理", 1)
        for line in ("前書き。", "（目的）", *RULES):
            document.add_paragraph(line)

    assert shown("a.docx", word(make)) == [
        "「第2章 安全管理」 # 第2章 安全管理",
        "「第2章 安全管理」 前書き。",
        "「第2章 安全管理」 # （目的）",
        "第1条 第1条　この規程は、取扱いを定める。",
        "第1条 ２　全職員に適用する。",
    ]


def test_text_without_headings_is_located_by_its_paragraph() -> None:
    assert shown("a.docx", word_of_xml(p("甲は実施した。") + p("") + p("乙は確認した。"))) == [
        "1段落目 甲は実施した。",
        "2段落目 乙は確認した。",
    ]


def test_a_table_row_carries_the_words_of_its_header() -> None:
    def make(document: Any) -> None:
        grid = document.add_table(3, 3)
        for row, words in zip(
            grid.rows, ["氏名 所属 権限", "田中 市民課 照会", "鈴木 税務課 更新"], strict=True
        ):
            for one, text in zip(row.cells, words.split(), strict=True):
                one.text = text

    assert shown("a.docx", word(make)) == [
        "表1 2行目 氏名：田中 | 所属：市民課 | 権限：照会",
        "表1 3行目 氏名：鈴木 | 所属：税務課 | 権限：更新",
    ]


def test_a_merged_cell_speaks_for_every_row_it_covers() -> None:
    start, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    head = cell("課") + cell("氏名") + cell("権限")
    body = table(
        head,
        cell("市民課", start) + cell("田中") + cell("照会"),
        cell("", more) + cell("鈴木") + cell("更新"),
    )
    assert shown("a.docx", word_of_xml(body))[-1] == "表1 3行目 課：市民課 | 氏名：鈴木 | 権限：更新"


def test_shaded_cells_name_the_cells_after_them() -> None:
    grey = '<w:shd w:fill="D9D9D9"/>'
    body = table(cell("施設名", grey) + cell("本庁舎") + cell("管理者", grey) + cell("総務課長"))
    assert shown("a.docx", word_of_xml(body)) == ["表1 1行目 施設名：本庁舎 | 管理者：総務課長"]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("<w:r><w:t>暗号化を</w:t></w:r><w:del><w:r><w:delText>実施している</w:delText></w:r></w:del><w:ins><w:r><w:t>実施していない</w:t></w:r></w:ins>", "暗号化を実施していない"),
        ("<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo>", "新"),
    ],
)  # fmt: skip
def test_insertions_are_read_and_deletions_are_not(words: str, read: str) -> None:
    assert shown("a.docx", word_of_xml(f"<w:p>{words}</w:p>")) == [
        f"1段落目 {read}",
        "! 変更履歴があります。挿入は読み、削除された文字は読んでいません。",
    ]


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>", ["1段落目 甲"]),
        ("<w:p><w:sdt><w:sdtContent><w:r><w:t>甲</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>乙</w:t></w:r></w:p>", ["1段落目 甲乙"]),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('ここに入力')}</w:sdtContent></w:sdt>", []),
        ("<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>施錠</w:t></w:r></w:p>", ["1段落目 ☑施錠"]),
        ("<w:p><w:r><w:ruby><w:rt><w:r><w:t>かん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>監</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>", ["1段落目 監"]),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>秘密</w:t></w:r></w:p>", ["! 隠し文字があります。読んでいません。"]),
        ("<w:p><w:r><w:t>前</w:t><w:br/><w:t>後</w:t></w:r></w:p>", ["1段落目 前", "1段落目 後"]),
    ],
)  # fmt: skip
def test_what_a_reader_sees_is_read_and_nothing_else(body: str, read: list[str]) -> None:
    assert shown("a.docx", word_of_xml(body)) == read


def test_a_text_box_is_read_once_though_the_file_has_it_twice() -> None:
    box = f"<w:txbxContent>{p('図の中')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    run = f"<w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    body = f"<w:p><w:r><w:t>本文。</w:t></w:r>{run}</w:p>"
    assert shown("a.docx", word_of_xml(body)) == ["1段落目 本文。", "2段落目 図の中"]


def test_headers_footers_and_comments_are_read_after_the_body() -> None:
    def make(document: Any) -> None:
        run = document.add_paragraph("本文。").add_run("対象")
        document.add_comment(run, text="時期を確認", author="田中")
        document.sections[0].header.paragraphs[0].text = "取扱注意"
        document.sections[0].footer.paragraphs[0].text = "情報政策課"

    assert shown("a.docx", word(make)) == [
        "1段落目 本文。対象",
        "ヘッダー 取扱注意",
        "フッター 情報政策課",
        "コメント 時期を確認",
    ]


def test_what_lies_outside_is_not_read_even_where_a_part_has_its_name() -> None:
    data = word(lambda document: document.add_paragraph("本文。"))
    rels = part(data, "word/_rels/document.xml.rels").replace(
        "</Relationships>",
        '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"'
        ' Target="h.xml" TargetMode="External"/></Relationships>',
    )
    data = changed(data, "word/h.xml", f"<w:hdr {W}>{p('外')}</w:hdr>".encode())
    assert shown("a.docx", changed(data, "word/_rels/document.xml.rels", rels.encode())) == ["1段落目 本文。"]


def test_the_strict_form_of_the_standard_is_read_too() -> None:
    data = word_of_xml(p("本文。"))
    strict = part(data, "word/document.xml").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert shown("a.docx", changed(data, "word/document.xml", strict.encode())) == ["1段落目 本文。"]
