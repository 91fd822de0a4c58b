"""A zip of many files on the command line: each file inside as if it had been named by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xuncha.base.remarks import Place, Remark
from xuncha.base.uploads.kinds import BOOKS
from xuncha.base.uploads.parcel import is_parcel, unpacked
from xuncha.base.uploads.refusals import NotTaken
from xuncha.screening.facts import upload_limits


def is_zip(file: Path) -> bool:
    """Whether this is a zip that is no workbook. Raises OSError."""
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        return is_parcel(stream)


def members(file: Path) -> Iterator[tuple[str, bytes] | Remark]:
    """Name and content of each file in a zip, or a remark on one (or on the zip as a whole) that cannot be taken."""
    with file.open("rb") as stream:
        try:
            for part in unpacked(stream, *upload_limits(), BOOKS):
                name = f"{file.name}/{part.name}"
                if part.taken:
                    part.taken.file.seek(0)
                    yield name, part.taken.file.read()
                elif part.why_not:
                    yield _remark(name, part.why_not)
        except NotTaken as no:
            yield _remark(file.name, no)


def _remark(name: str, no: NotTaken) -> Remark:
    return Remark("error", Place(name), no.says, no.remedy)
