"""The base .docx of the reports: ours, or an agency's own with the same named styles."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from mnassess import resources
from mnassess.errors import TemplateError
from mnassess.language import say
from mnassess.ooxml.document import NotWellFormed, is_transitional, take_section, with_body
from mnassess.ooxml.names import CUSTOM_XML, CUSTOM_XML_PROPS_REL, CUSTOM_XML_PROPS_TYPE, CUSTOM_XML_REL, w
from mnassess.ooxml.package import PackedPart, pack

PARAGRAPH_STYLES = (
    "MN Title", "MN Cover Head", "MN Cover Value", "MN Stamp", "MN Contents Title", "MN Contents", "MN Chapter",
    "MN Annex", "MN Item", "MN Label", "MN Answer", "MN Choice", "MN Choices", "MN Boxes", "MN Number", "MN Caption",
    "MN Gap", "MN New Page",
)  # fmt: skip
TABLE_STYLE = "MN Table"
_A3_LONG, _A3_SHORT = 23811, 16838
"""Twips."""
_PARTS_LIMIT = 2000
_SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of all parts unpacked."""
_OF_OLD_TEXT = {RT.IMAGE, RT.HYPERLINK, RT.COMMENTS}
"""What the template's own text may have pulled in. The text is not printed, so neither are they."""


@dataclass(frozen=True)
class Page:
    """The room for text on a page, in twips."""

    width: int
    height: int
    line: int
    """Height of a line of the page's grid."""


class Template:
    """An opened base .docx. It is filled once: open another for another report."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or resources.report_templates() / "base.docx"
        if self.path.is_dir():
            raise self._refuse(say("フォルダーです。.docx のファイルを指定してください。"))
        try:
            self._check_parts()
            self._read()
        except TemplateError:
            raise
        except (BadZipFile, OSError, PackageNotFoundError):
            raise self._refuse(say("ファイルがないか、.docx ではありません。")) from None
        except Exception:  # noqa: BLE001 - a damaged zip or part fails in a hundred ways, all of them the template's
            raise self._refuse(say("壊れています。Word で開いて保存し直してください。")) from None

    def _check_parts(self) -> None:
        """Refuse what a base needs not and a report must not carry on: bombs, DTDs, macros, links to elsewhere."""
        with ZipFile(self.path) as package:
            parts = package.infolist()
            if len(parts) > _PARTS_LIMIT or sum(part.file_size for part in parts) > _SIZE_LIMIT:
                raise self._refuse(say("大きすぎます。"))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    self._check_xml(part.filename, package.read(part))

    def _check_xml(self, name: str, data: bytes) -> None:
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self._refuse(say("文書型宣言（DTD）を含むファイルは使えません。"))
        if name.endswith(".rels") and (b"vbaProject" in data or b"attachedTemplate" in data):
            raise self._refuse(say("マクロや外部のひな形への参照を含むファイルは使えません。"))

    def _read(self) -> None:
        self._document = self._open()
        if not is_transitional(self._document.element):
            raise self._refuse(say("Word の標準の形式（.docx）で保存し直してください。"))
        self.styles: dict[str, str] = {}
        """Name of a style → its id."""
        self.fills: dict[str, str] = {}
        """Name of a style → the colour that cells of that style are shaded in."""
        self._read_styles()
        self._section = self._take_section()
        self.page = self._read_page()
        self._forget_old_text()

    # --- reading --------------------------------------------------------------------------------------------

    def _open(self) -> Any:
        try:
            return docx.Document(str(self.path))
        except (PackageNotFoundError, BadZipFile, OSError):
            raise self._refuse(say("ファイルがないか、.docx ではありません。")) from None
        except (KeyError, ValueError, AttributeError, NotWellFormed):
            raise self._refuse(say("壊れています。Word で開いて保存し直してください。")) from None

    def _refuse(self, reason: str) -> TemplateError:
        return TemplateError(say("様式の土台 {path} を使えません：{reason}", path=self.path, reason=reason))

    def _read_styles(self) -> None:
        kinds: dict[str, str] = {}
        for style in self._document.styles.element.iterchildren(w("style")):
            name = style.find(w("name"))
            if name is None:
                continue
            name = name.get(w("val"), "")
            kinds[name] = style.get(w("type"), "")
            self.styles[name] = style.get(w("styleId"), "")
            shade = style.find(f"{w('pPr')}/{w('shd')}")
            if shade is not None and shade.get(w("fill"), "auto") != "auto":
                self.fills[name] = shade.get(w("fill"))
        for name in (*PARAGRAPH_STYLES, TABLE_STYLE):
            kind = "table" if name == TABLE_STYLE else "paragraph"
            if kinds.get(name) != kind:
                raise self._refuse(say("スタイル「{name}」がありません。", name=name))

    def _take_section(self) -> Any:
        section = take_section(self._document.element.body)
        if section is None:
            raise self._refuse(say("用紙と余白の設定がありません。"))
        return section

    def _read_page(self) -> Page:
        def length(element: str, *names: str) -> list[int]:
            found = self._section.find(w(element))
            try:
                return [int(found.get(w(name))) for name in names]
            except (AttributeError, TypeError, ValueError):
                raise self._refuse(say("用紙と余白の設定がありません。")) from None

        width, height = length("pgSz", "w", "h")
        left, right, top, bottom = length("pgMar", "left", "right", "top", "bottom")
        grid = self._section.find(w("docGrid"))
        pitch = grid.get(w("linePitch")) if grid is not None else None
        page = Page(width - left - right, height - abs(top) - abs(bottom), int(pitch) if pitch else 320)
        if page.width < 6000 or page.height < 6000:
            raise self._refuse(say("余白を除いた用紙の大きさが足りません（縦横 106 mm 以上）。"))
        return page

    def _forget_old_text(self) -> None:
        relationships = self._document.part.rels
        for key, relationship in list(relationships.items()):
            if relationship.reltype == CUSTOM_XML_REL and b"urn:mnassess:" in relationship.target_part.blob:
                raise self._refuse(
                    say(
                        "出力した評価書です。ひな形ではありません。base.docx を複製したものを指定してください。"
                    )
                )
            if relationship.reltype in _OF_OLD_TEXT:
                del relationships[key]

    # --- filling --------------------------------------------------------------------------------------------

    def add_picture(self, data: bytes) -> str:
        """The id of the relationship to an image part of these bytes; the same bytes are stored once."""
        relationship, _ = self._document.part.get_or_add_image(io.BytesIO(data))
        return str(relationship)

    def add_custom_xml(self, item: bytes, item_id: str) -> None:
        """Store a custom XML part; `item_id` is its GUID."""
        package = self._document.part.package
        name = package.next_partname("/customXml/item%d.xml")
        properties = (
            '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
            f'<ds:datastoreItem ds:itemID="{{{item_id}}}" xmlns:ds="{CUSTOM_XML}"><ds:schemaRefs/></ds:datastoreItem>'
        )
        part = Part(name, "application/xml", item, package)
        about = Part(
            PackURI(str(name).replace("/item", "/itemProps")),
            CUSTOM_XML_PROPS_TYPE,
            properties.encode(),
            package,
        )
        part.relate_to(about, CUSTOM_XML_PROPS_REL)
        self._document.part.relate_to(part, CUSTOM_XML_REL)

    def add_comments(self, comments: bytes) -> None:
        """Store the part with the native comments (コメント) the text refers to."""
        package = self._document.part.package
        part = Part(PackURI("/word/comments.xml"), CONTENT_TYPE.WML_COMMENTS, comments, package)
        self._document.part.relate_to(part, RT.COMMENTS)

    def lay_across_a3(self) -> None:
        """Print on A3 across instead of the base's paper; its margins stay."""
        size = self._section.find(w("pgSz"))
        for name, value in (("w", _A3_LONG), ("h", _A3_SHORT), ("orient", "landscape")):
            size.set(w(name), str(value))
        self.page = self._read_page()

    @property
    def core_properties(self) -> Any:
        """Title, author and the like, as python-docx has them."""
        return self._document.core_properties

    def pack(self, body: str) -> bytes:
        """The .docx with `body` (XML of block-level elements, prefix `w`) as its text."""
        return pack(self._document.part.package.rels.xml, self._parts(body.encode()))

    def _parts(self, body: bytes) -> Iterator[PackedPart]:
        document = self._document.part
        for part in document.package.iter_parts():
            data = with_body(document.element, body) if part is document else part.blob
            relationships = part.rels.xml if part.rels else b""
            yield PackedPart(str(part.partname), part.content_type, data, relationships)
