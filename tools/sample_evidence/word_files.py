"""Source text → docx: titles, headings, paragraphs, tables, header and footer, tracked changes.

`# ` title, `## ` and `### ` headings, `= ` centred, `> ` at the right, `@header ` and `@footer ` around the pages.
"""

import re
from itertools import count, groupby
from xml.sax.saxutils import escape

from tools.sample_evidence import marks, packing

_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = {"# ": "Title", "## ": "Heading1", "### ": "Heading2"}
_ALIGNED = {"= ": "center", "> ": "right"}
_COMPANIONS = ("styles", "settings", "fontTable")
"""Parts that Word expects beside the text."""
_WIDTH = 9070
"""Between the margins of A4, in twentieths of a point."""
FONT = "ＭＳ 明朝"


def docx(source: str, font: str = FONT) -> bytes:
    """The document of a source text."""
    lines = source.rstrip("\n").split("\n")
    asides = {
        name: line.removeprefix(f"@{name} ")
        for name in ("header", "footer")
        for line in lines
        if line.startswith(f"@{name} ")
    }
    body = [line for line in lines if not line.startswith("@")]
    author = next((line.removeprefix("@author ") for line in lines if line.startswith("@author ")), "")
    return packing.zipped(
        {
            "[Content_Types].xml": _content_types(asides),
            "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
            "word/document.xml": _document(body, asides, author),
            "word/_rels/document.xml.rels": _relations(
                {f"rId{number}": (one, f"{one}.xml") for number, one in enumerate(_COMPANIONS, start=1)}
                | {f"rId_{one}": (one, f"{one}.xml") for one in asides}
            ),
            "word/styles.xml": _styles(font),
            "word/settings.xml": f'{_HEAD}<w:settings {_NAMES}><w:defaultTabStop w:val="840"/></w:settings>',
            "word/fontTable.xml": f'{_HEAD}<w:fonts {_NAMES}><w:font w:name="{font}"/></w:fonts>',
            **{f"word/{name}.xml": _aside(name, text) for name, text in asides.items()},
        }
    )


def _content_types(asides: dict[str, str]) -> str:
    parts = {"document": "document.main"} | {one: one for one in (*_COMPANIONS, *asides)}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _document(lines: list[str], asides: dict[str, str], author: str) -> str:
    body = []
    for is_row, group in groupby(lines, key=lambda line: line.startswith("|")):
        part = list(group)
        body += [_table(marks.table_rows(part), author)] if is_row else [_line(one, author) for one in part]
    references = "".join(f'<w:{one}Reference w:type="default" r:id="rId_{one}"/>' for one in asides)
    section = f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="851" w:footer="567" w:gutter="0"/></w:sectPr>'
    numbers = count(1)
    inside = re.sub(' w:id=""', lambda _: f' w:id="{next(numbers)}"', "".join(body))
    return f"{_HEAD}<w:document {_NAMES}><w:body>{inside}{section}</w:body></w:document>"


def _line(line: str, author: str) -> str:
    for mark, style in _STYLES.items():
        if line.startswith(mark):
            return _paragraph(line.removeprefix(mark), author, f'<w:pStyle w:val="{style}"/>')
    for mark, side in _ALIGNED.items():
        if line.startswith(mark):
            return _paragraph(line.removeprefix(mark), author, f'<w:jc w:val="{side}"/>')
    return _paragraph(line, author)


def _paragraph(text: str, author: str, properties: str = "", look: str = "") -> str:
    runs = "".join(_run(run, author, look) for run in marks.runs(text))
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def _run(run: marks.Run, author: str, look: str) -> str:
    tag = "delText" if run.change == "-" else "t"
    inside = f'<w:r>{look}<w:{tag} xml:space="preserve">{escape(run.text)}</w:{tag}></w:r>'
    if not run.change:
        return inside
    name = "ins" if run.change == "+" else "del"
    return f'<w:{name} w:id="" w:author="{escape(author)}" w:date="{packing.STAMP}">{inside}</w:{name}>'


def _table(rows: tuple[marks.TableRow, ...], author: str) -> str:
    columns = max(len(row.cells) for row in rows)
    width = _WIDTH // columns
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    inside = "".join(
        _row(row, [one.cells for one in rows[number + 1 :]], width, columns, author)
        for number, row in enumerate(rows)
    )
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{_WIDTH}" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl><w:p/>'


def _row(row: marks.TableRow, below: list[tuple[str, ...]], width: int, columns: int, author: str) -> str:
    cells = []
    place = 0
    texts = (*row.cells, *[""] * (columns - len(row.cells)))
    while place < columns:
        span = 1
        while place + span < columns and texts[place + span] == marks.LEFT:
            span += 1
        merge = ""
        if texts[place] == marks.ABOVE:
            merge = "<w:vMerge/>"
        elif below and len(below[0]) > place and below[0][place] == marks.ABOVE:
            merge = '<w:vMerge w:val="restart"/>'
        text = "" if texts[place] == marks.ABOVE else texts[place]
        spanning = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>' if row.is_header else ""
        look = "<w:rPr><w:b/></w:rPr>" if row.is_header else ""
        paragraphs = "".join(_paragraph(part, author, look=look) for part in text.split("\\n"))
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width * span}" w:type="dxa"/>{spanning}{merge}{shade}</w:tcPr>{paragraphs}</w:tc>'
        )
        place += span
    head = "<w:trPr><w:tblHeader/></w:trPr>" if row.is_header else ""
    return f"<w:tr>{head}{''.join(cells)}</w:tr>"


def _aside(name: str, text: str) -> str:
    tag = {"header": "hdr", "footer": "ftr"}[name]
    paragraph = _paragraph(text, "", '<w:jc w:val="right"/>')
    return f"{_HEAD}<w:{tag} {_NAMES}>{paragraph}</w:{tag}>"


def _styles(font: str) -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>'
    return (
        f"{_HEAD}<w:styles {_NAMES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        '<w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:line="300" w:lineRule="auto"/></w:pPr></w:style>'
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{words}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>'
            f'<w:pPr><w:keepNext/><w:spacing w:before="{before}" w:after="120"/>{more}</w:pPr><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
            for name, words, size, before, more in (
                ("Title", "Title", 28, 0, '<w:jc w:val="center"/>'),
                ("Heading1", "heading 1", 24, 240, '<w:outlineLvl w:val="0"/>'),
                ("Heading2", "heading 2", 21, 120, '<w:outlineLvl w:val="1"/>'),
            )
        )
        + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + "</w:tblBorders></w:tblPr></w:style></w:styles>"
    )
