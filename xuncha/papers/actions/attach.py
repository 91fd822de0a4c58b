"""A file that belongs to a record: a scan of a signed original, a receipt. Name, bytes and hash are sealed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.papers.models import AUDIENCES, Attachment
from xuncha.trust import clock
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import BUSINESS, INSIDE

LARGEST = 60 * 1024 * 1024


@dataclass(frozen=True)
class File:
    """An attachment opened: its name as it came, and its bytes."""

    name: str
    content: bytes


@action("papers.attach", roles=INSIDE, where="anywhere", says=Sentence("登记附件", "keep an attachment"))
def attach(
    act: Act, *, name: str, content: bytes, inspection_id: UUID | None = None, audience: str = "team"
) -> Attachment:
    """Keep a file for an audience (see AUDIENCES) at an inspection or for the office. Raises Refusal on an empty or huge file."""
    act.need(AUDIENCES[audience], inspection_id)
    if not content:
        act.refuse("empty", Sentence("文件是空的。", "The file is empty."))
    if len(content) > LARGEST:
        act.refuse(
            "too-big",
            Sentence("文件超过 60 MB。", "The file is larger than 60 MB."),
            Sentence("请压缩图片或分成几个文件。", "Compress the pictures or split the file."),
        )
    row = Attachment(inspection_id=inspection_id, audience=audience, received_at=clock.now())
    act.seal(row, "name", name)
    act.seal(row, "content", content)
    act.seal(row, "sha256", hashlib.sha256(content).hexdigest())
    return act.add(row, audience=audience)


@action(
    "papers.open_attachment",
    roles=BUSINESS,
    where="anywhere",
    says=Sentence("打开附件", "open an attachment"),
    reads=True,
)
def open_attachment(act: Act, *, attachment: Attachment) -> File:
    """The file. Raises NotSeen."""
    row = act.one(Attachment, attachment.pk)
    opened = act.open_bytes([row], "name", "content")[0]
    return File(opened["name"].decode(), opened["content"])
