"""Opening an Office document that somebody else made: caps first, then its parts as trees. Nothing is fetched or run."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any
from xml.parsers import expat

from lxml import etree

from mnassess.errors import MnassessError
from mnassess.language import say
from mnassess.ooxml.names import PACKAGE_RELATIONSHIPS, A, R, S, W

_CHUNK = 65536
_OFFICE_RELATIONSHIP = "/relationships/"
_STRICT_HOME = b"http://purl.oclc.org/ooxml/"
_STRICT = (
    (_STRICT_HOME + b"wordprocessingml/main", W.encode()),
    (_STRICT_HOME + b"spreadsheetml/main", S.encode()),
    (_STRICT_HOME + b"officeDocument/relationships", R.encode()),
    (_STRICT_HOME + b"drawingml/main", A.encode()),
)


class UnusablePackageError(MnassessError):
    """A package that is damaged, or made so that reading it would do harm."""


@dataclass(frozen=True, kw_only=True)
class PackageLimits:
    """How much of a package is believed."""

    entries: int = 10_000
    unpacked: int = 200 * 1024 * 1024
    """Bytes of all entries together."""
    ratio: int = 200
    """Unpacked to packed size of one entry; XML of Office seldom passes 40."""
    ratio_from: int = 1024 * 1024
    """Smaller entries may have any ratio."""


class Package:
    """The parts of an Office document by name, without the leading `/`."""

    def __init__(self, data: bytes, limits: PackageLimits) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnusablePackageError(say("ファイルが壊れています。")) from error
        self._check(limits)
        self.names = frozenset(self._archive.namelist())

    def _check(self, limits: PackageLimits) -> None:
        entries = self._archive.infolist()
        if len(entries) > limits.entries:
            raise UnusablePackageError(say("中の部品が多すぎるため読みません。"))
        if sum(entry.file_size for entry in entries) > limits.unpacked:
            raise UnusablePackageError(say("展開すると大きくなりすぎるため読みません。"))
        for entry in entries:
            if entry.flag_bits & 0x1:
                raise UnusablePackageError(say("パスワードで保護されているため読めません。"))
            if entry.file_size > limits.ratio_from and entry.file_size > entry.compress_size * limits.ratio:
                raise UnusablePackageError(say("圧縮の比が異常に大きいため読みません。"))

    def bytes_of(self, name: str) -> bytes:
        """The content of a part."""
        try:
            return self._archive.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError) as error:
            raise UnusablePackageError(say("ファイルが壊れています。")) from error

    def tree(self, name: str) -> Any:
        """The root element of an XML part; None where there is no such part."""
        if name not in self.names:
            return None
        data = self.bytes_of(name)
        _refuse_doctype(io.BytesIO(data))
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
        )
        try:
            root = etree.fromstring(_transitional(data), parser)
        except etree.XMLSyntaxError as error:
            raise UnusablePackageError(say("ファイルが壊れています。")) from error
        if root.getroottree().docinfo.doctype:
            raise UnusablePackageError(say("文書型の宣言（DTD）を含むため読みません。"))
        return root

    def check_xml(self) -> None:
        """Raise UnusablePackageError where an XML part declares a document type: Office writes none, entity bombs need one."""
        for name in sorted(self.names):
            if name.endswith((".xml", ".rels", ".vml")):
                try:
                    with self._archive.open(name) as part:
                        _refuse_doctype(part)
                except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
                    raise UnusablePackageError(say("ファイルが壊れています。")) from error

    def related(self, name: str, kind: str) -> tuple[str, ...]:
        """Names of the parts that the part points at by relationships of a kind, e.g. "header"; outside targets left out."""
        return tuple(target for _, one, target in self._relationships(name) if one == kind)

    def related_by_id(self, name: str) -> dict[str, str]:
        """Relationship id → name of the part inside the package."""
        return {identifier: target for identifier, _, target in self._relationships(name)}

    def _relationships(self, name: str) -> Iterator[tuple[str, str, str]]:
        folder, _, file = name.rpartition("/")
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return
        for one in root.iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"):
            target, kind = one.get("Target", ""), one.get("Type", "")
            if one.get("TargetMode") == "External" or _OFFICE_RELATIONSHIP not in kind:
                continue
            inside = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            inside = posixpath.normpath(inside)
            if inside in self.names:
                yield one.get("Id", ""), kind.rpartition("/")[2], inside


def _transitional(data: bytes) -> bytes:
    """The part with the names of the strict form of the standard put into the usual ones."""
    if _STRICT_HOME in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


class _PrologueReadError(Exception):
    """The first element began: what could be declared has been."""


def _refuse_doctype(part: IO[bytes]) -> None:
    parser = expat.ParserCreate()

    def doctype(*_: object) -> None:
        raise UnusablePackageError(say("文書型の宣言（DTD）を含むため読みません。"))

    def element(*_: object) -> None:
        raise _PrologueReadError

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    try:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
    except _PrologueReadError:
        return
    except expat.ExpatError:
        return  # whoever reads the part says what is wrong with it
