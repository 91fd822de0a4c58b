"""A file that belongs to a record: a scan of a signed original, a receipt. Name, bytes and hash are sealed.

It passes the gate for files from outside. Beside the original lies a working copy without metadata, which is what one opens.
Both are kept as streams; neither coming in nor going out is a file held whole, but for the copies of some kinds (``cleaning``).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from xuncha.base.uploads.cleaning import TELLS_NOTHING, write_copy
from xuncha.base.uploads.gate import Taken
from xuncha.base.words import Sentence
from xuncha.papers.models import AUDIENCES, Attachment
from xuncha.rulebook.uploads import EVERY, judged
from xuncha.sealed.stream import Stream
from xuncha.trust import clock, vault
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import BUSINESS, INSIDE


@dataclass(frozen=True)
class File:
    """A file to be kept, as bytes or as the stream that came: its name as it came, and its content."""

    name: str
    content: bytes | Stream


@dataclass(frozen=True)
class Opened:
    """An attachment opened: its name as it came, and its content. ``cleaned``: without what it told of its maker."""

    name: str
    content: Stream
    cleaned: bool


@action("papers.attach", roles=INSIDE, where="anywhere", says=Sentence("登记附件", "keep an attachment"))
def attach(
    act: Act, *, name: str, content: bytes | Stream, inspection_id: UUID | None = None, audience: str = "team"
) -> Attachment:
    """Keep a file for an audience (see AUDIENCES) at an inspection or for the office. Raises Refusal when it may not come in."""
    act.need(AUDIENCES[audience], inspection_id)
    row = Attachment(inspection_id=inspection_id, audience=audience, received_at=clock.now())
    return keep(act, row, File(name, content))


def keep(act: Act, row: Attachment, file: File) -> Attachment:
    """Judge a file and keep it, with its working copy, in a new row; for actions that say who may see it. Raises Refusal."""
    content = vault.stream_of(file.content)
    taken = judged(file.name, content.reader(), EVERY)
    working = _working(taken)
    row.cleaned = working is not None or taken.kind.key in TELLS_NOTHING
    act.seal(row, "name", taken.name)
    act.seal(row, "content", content)
    act.seal(row, "sha256", _digest(content))
    if working is not None and _digest(working) != _digest(content):
        act.seal(row, "working", working)
    return act.add(row, audience=row.audience)


def _working(taken: Taken) -> Stream | None:
    """The working copy, sealed as it is made; None where there is none."""
    sealing = vault.sealing()
    return sealing.done() if write_copy(taken, sealing) else None


def _digest(stream: Stream) -> str:
    return hashlib.file_digest(stream.reader(), "sha256").hexdigest()


@action(
    "papers.open_attachment",
    roles=BUSINESS,
    where="anywhere",
    says=Sentence("打开附件", "open an attachment"),
    reads=True,
)
def open_attachment(act: Act, *, attachment: Attachment, original: bool = False) -> Opened:
    """The working copy, or the original as it came. Raises NotSeen."""
    row = act.one(Attachment, attachment.pk)
    column = "content" if original or not row.working else "working"
    opened = act.open_streams([row], "name", column)[0]
    cleaned = row.cleaned and not (original and row.working)
    return Opened(opened["name"].whole().decode(), opened[column], cleaned)
