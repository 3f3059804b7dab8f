# ruff: noqa: INP001 - a script beside what it makes
"""Writes base.docx, the base of the printed reports: named styles, fonts, page furniture, no text of its own.

Run `python report_templates/make_base.py` after changing it and commit both files. README.md beside it says what an
agency's own base must have.
"""

from pathlib import Path

from mnassess.ooxml.names import A, R, W
from mnassess.ooxml.package import XML_HEAD, PackedPart, pack

FONT = "ＭＳ Ｐゴシック"
STAND_INS = "MS PGothic,BIZ UDPGothic,IPAPGothic,IPAexGothic,Hiragino Sans,Noto Sans CJK JP"
MM = 56.6929  # twips
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'


def style(
    name: str, properties: str = "", run: str = "", *, kind: str = "paragraph", based: str = "Normal"
) -> str:
    """A style; its id is the name without spaces."""
    identifier = (name if name.startswith("MN ") else name.title()).replace(" ", "")
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    run = f"<w:rPr>{run}</w:rPr>" if run else ""
    custom = ' w:customStyle="1"' if name.startswith("MN ") else ""
    return (
        f'<w:style w:type="{kind}"{custom} w:styleId="{identifier}"><w:name w:val="{name}"/>{base}<w:qFormat/>'
        f"{properties}{run}</w:style>"
    )


def size(points: float) -> str:
    """Half points, for Latin and for complex scripts."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def shade(fill: str) -> str:
    """The shading of a paragraph; the report shades the whole cell in the same colour."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


CENTER = '<w:jc w:val="center"/>'
TIGHT = '<w:snapToGrid w:val="0"/><w:spacing w:line="220" w:lineRule="exact"/>'


def styles() -> str:
    """Fonts once, in the defaults; every style of the report below them."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    return (
        f"{XML_HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size(10)}"
        '<w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:kinsoku/><w:wordWrap/><w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        + style("header", "", size(9))
        + style("footer", CENTER, size(9))
        + style("annotation reference", run=size(8), kind="character", based="DefaultParagraphFont")
        + style("annotation text", run=size(9))
        + style("annotation subject", run=f"<w:b/>{size(9)}", based="AnnotationText")
        + style("MN Title", CENTER, size(20))
        + style("MN Cover Head", shade("DFE3EA") + CENTER)
        + style("MN Cover Value", CENTER, size(13))
        + style("MN Stamp", '<w:spacing w:before="240"/><w:ind w:right="340"/><w:jc w:val="right"/>')
        + style("MN Contents Title", '<w:spacing w:before="600" w:after="400"/>' + CENTER, size(14))
        + style("MN Contents")
        + style(
            "MN Chapter", "<w:keepNext/>" + shade("C9D0DC") + '<w:outlineLvl w:val="0"/>', f"<w:b/>{size(12)}"
        )
        + style(
            "MN Annex",
            '<w:keepNext/><w:pageBreakBefore/><w:spacing w:after="120"/><w:outlineLvl w:val="0"/>',
            size(12),
        )
        + style("MN Item", "<w:keepNext/>" + shade("DFE3EA") + '<w:outlineLvl w:val="1"/>')
        + style("MN Label", shade("EEF0F4"))
        + style("MN Answer")
        + style("MN Choice", CENTER)
        + style("MN Choices", TIGHT, size(8))
        + style("MN Boxes", "", size(9.5))
        + style("MN Number", '<w:jc w:val="right"/>')
        + style("MN Caption", CENTER, size(9))
        + style("MN Gap", '<w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/>', size(1))
        + style("MN New Page", "<w:pageBreakBefore/>", based="MNGap")
        + '<w:style w:type="table" w:customStyle="1" w:styleId="MNTable"><w:name w:val="MN Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + '</w:tblBorders><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="113" w:type="dxa"/>'
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
    )


def settings() -> str:
    """The language of the East Asian text and the behaviour of current Word."""
    return (
        f'{XML_HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="840"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


def document() -> str:
    """An empty page: A4 upright, margins of 15 mm, lines of 16 points, the page number at the foot."""
    side, foot = round(15 * MM), round(17 * MM)
    return (
        f'{XML_HEAD}<w:document {NAMESPACES}><w:body><w:p/><w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{side}" w:right="{side}" w:bottom="{foot}" '
        f'w:left="{side}" w:header="454" w:footer="454" w:gutter="0"/><w:cols w:space="720"/>'
        '<w:docGrid w:type="lines" w:linePitch="320"/></w:sectPr></w:body></w:document>'
    )


def footer() -> str:
    """The page number."""
    return (
        f'{XML_HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>'
        "</w:r></w:p></w:ftr>"
    )


def font_table() -> str:
    """The font, and what stands in for it where it is missing: other names, else any gothic of its kind."""
    return (
        f'{XML_HEAD}<w:fonts {NAMESPACES}><w:font w:name="{FONT}"><w:altName w:val="{STAND_INS}"/>'
        '<w:panose1 w:val="020B0600070205080204"/><w:charset w:val="80"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/><w:sig w:usb0="E00002FF" w:usb1="6AC7FDFB" w:usb2="08000012" w:usb3="00000000" '
        'w:csb0="0002009F" w:csb1="00000000"/></w:font></w:fonts>'
    )


def theme() -> str:
    """Word expects one; no style refers to it."""
    colors = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": "44546A",
        "lt2": "E7E6E6",
        "hlink": "0563C1",
        "folHlink": "954F72",
    }
    accents = ("4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47")
    order = {
        **{name: colors[name] for name in ("dk1", "lt1", "dk2", "lt2")},
        **{f"accent{n}": color for n, color in enumerate(accents, 1)},
        **{name: colors[name] for name in ("hlink", "folHlink")},
    }
    palette = "".join(f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>' for name, color in order.items())
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    return (
        f'{XML_HEAD}<a:theme xmlns:a="{A}" name="mnassess"><a:themeElements>'
        f'<a:clrScheme name="mnassess">{palette}</a:clrScheme><a:fontScheme name="mnassess">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="mnassess"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def core_properties() -> str:
    """Filled by every report."""
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:language>ja-JP</dc:language></cp:coreProperties>'
    )


def relationships(*targets: tuple[str, str]) -> bytes:
    """rId1, rId2 … in the order given."""
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{XML_HEAD}<Relationships xmlns="{package}">{entries}</Relationships>'.encode()


def main() -> None:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    package = relationships((f"{R}/officeDocument", "word/document.xml"), (core, "docProps/core.xml"))
    inside = relationships(
        (f"{R}/styles", "styles.xml"),
        (f"{R}/settings", "settings.xml"),
        (f"{R}/footer", "footer1.xml"),
        (f"{R}/fontTable", "fontTable.xml"),
        (f"{R}/theme", "theme/theme1.xml"),
    )
    parts = [
        PackedPart("/word/document.xml", f"{OFFICE}.document.main+xml", document().encode(), inside),
        PackedPart("/word/styles.xml", f"{OFFICE}.styles+xml", styles().encode()),
        PackedPart("/word/settings.xml", f"{OFFICE}.settings+xml", settings().encode()),
        PackedPart("/word/footer1.xml", f"{OFFICE}.footer+xml", footer().encode()),
        PackedPart("/word/fontTable.xml", f"{OFFICE}.fontTable+xml", font_table().encode()),
        PackedPart(
            "/word/theme/theme1.xml",
            "application/vnd.openxmlformats-officedocument.theme+xml",
            theme().encode(),
        ),
        PackedPart(
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            core_properties().encode(),
        ),
    ]
    (Path(__file__).parent / "base.docx").write_bytes(pack(package, parts))


if __name__ == "__main__":
    main()
