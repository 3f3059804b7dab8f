"""Zip packages whose bytes depend on nothing but what is inside."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

STAMP = "2026-11-20T09:00:00Z"
"""Written wherever a file wants a time of its own making."""
_TIME = (2026, 11, 20, 9, 0, 0)
_MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts in their order."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, content)
    return target.getvalue()


def repacked(package: bytes) -> bytes:
    """A package that a library wrote, without the time it was written at."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({name: _MADE.sub(rb"\g<1>" + STAMP.encode(), data) for name, data in parts.items()})
