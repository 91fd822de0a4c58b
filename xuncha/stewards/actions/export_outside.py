"""向外导出: content leaves the house only when a second person looked at exactly these files and approved them for that receiver.

A package is put together once and sealed. Approving lets nothing out; it permits to close the package for its receiver, once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from uuid import UUID

from xuncha.base.uploads.cleaning import working_copy
from xuncha.base.words import Sentence
from xuncha.papers.actions.attach import File
from xuncha.papers.actions.print_paper import print_paper
from xuncha.papers.core.life import VOID
from xuncha.papers.models import EXCHANGED, Paper
from xuncha.papers.withholding import bar_withheld
from xuncha.rulebook.uploads import EVERY, judged
from xuncha.sealed.container import NotAContainer
from xuncha.stewards import outside
from xuncha.stewards.models import OutsidePackage
from xuncha.stewards.outside import About, Part
from xuncha.trust import two, vault
from xuncha.trust.access import see, whole
from xuncha.trust.act import Act, action
from xuncha.trust.actions.propose import propose
from xuncha.trust.core.deeds import Deed, Fact, Payload, declare
from xuncha.trust.core.roles import CLERKS, HEADS, OFFICE
from xuncha.trust.models import Account, DeedProposal
from xuncha.trust.refusal import Refusal

SENDERS = CLERKS | HEADS
READERS = SENDERS | OFFICE
WHY = "what went outside is erased here when its days are over"


@dataclass(frozen=True)
class Closed:
    """A package closed for its receiver; ``phrase`` is shown this once, "" where it is closed to a key."""

    package: OutsidePackage
    phrase: str

    def __repr__(self) -> str:
        return f"Closed({self.package.pk})"


def may_go(sight: Any) -> Any:
    """The papers that may be offered to this account, not void. Leads and letters go their own ways, under seal."""
    return see(Paper, sight).filter(audience__in=EXCHANGED).exclude(state=VOID)


@action(
    "outside.compose", roles=SENDERS, where="anywhere", says=Sentence("拟制外送包", "put a package together")
)  # fmt: skip
def compose(
    act: Act, *, what: str, to: str, reason: str, way: str, recipient: str = "", papers: Sequence[Paper] = (),
    file: File | None = None,
) -> OutsidePackage:  # fmt: skip
    """Put together what goes out, as it will go out, and propose it. Raises Refusal; then nothing is kept."""
    chosen = list(may_go(act).filter(pk__in=[one.pk for one in papers]).order_by("serial"))
    about = About(what.strip(), to.strip(), way, recipient.strip() if way == outside.BY_KEY else "", ())
    _judge_words(act, about)
    place = _place(act, chosen)
    parts = [_printed(act, one) for one in chosen] + ([_prepared(act, file)] if file else [])
    if not parts or len(chosen) != len(papers):
        act.refuse(
            "nothing",
            Sentence("没有选要送出的文书或者文件。", "Nothing was chosen."),
            Sentence("请勾选文书，或者选一份已经准备好的文件。", "Choose papers, or a file that is ready."),
        )
    about = About(about.what, about.to, about.way, about.recipient, outside.listed(parts))
    package = OutsidePackage(
        inspection_id=place, made_by=act.by, made_on=act.today, papers=[str(one.pk) for one in chosen],
        team_only=any(one.audience == "members" for one in chosen),
    )  # fmt: skip
    content = _packed(act, about, parts)
    act.seal(package, "about", json.dumps(about.as_data(), ensure_ascii=False))
    act.seal(package, "content", vault.stream_of(content))
    act.add(package, count=len(parts))
    proposal = propose(
        by=act, kind=EXPORT.kind, rows=[package], reason=reason, payload=_payload(about, content)
    )
    return act.change(package, proposal=proposal, noting="proposed")


def _judge_words(act: Act, about: About) -> None:
    if not (about.what and about.to) or about.way not in outside.WAYS:
        act.refuse("blank", Sentence("请写明送什么、交给谁。", "Say what it is and to whom it goes."))
    if about.way == outside.BY_KEY and not outside.is_recipient(about.recipient):
        act.refuse(
            "recipient",
            Sentence("这不是 age 公钥（以 age1 开头的一行）。", "This is no age public key (age1…)."),
            Sentence(
                "请对方发来公钥，当面或打电话核对首尾几个字符；没有的改用口令。",
                "Have it sent and compare it by voice; else use a passphrase.",
            ),
        )


def _place(act: Act, papers: Sequence[Paper]) -> UUID | None:
    """The inspection that all of it belongs to; with no paper the one where the acting account works, else the office."""
    places = {one.inspection_id for one in papers}
    if not papers and not act.allowed.has(OFFICE):
        places = set(act.allowed.inspections(SENDERS))
    if len(places) > 1:
        act.refuse(
            "several",
            Sentence("一个外送包只装一个巡察任务的文书。", "One package holds papers of one inspection."),
            Sentence("请分开拟制。", "Make one for each."),
        )
    place = places.pop() if places else None
    act.need(SENDERS, place)
    return place


def _printed(act: Act, paper: Paper) -> Part:
    printed = print_paper(by=act, paper=paper)
    return Part(f"{paper.number} {paper.title}".strip(), PurePath(printed.name).suffix, printed.content)


def _prepared(act: Act, file: File) -> Part:
    """A file somebody prepared: through the gate, and without what it tells of its maker."""
    content = vault.stream_of(file.content)
    taken = judged(file.name, content.reader(), EVERY)
    return Part(taken.name, PurePath(taken.name).suffix.lower(), working_copy(taken) or content.whole())


def _packed(act: Act, about: About, parts: Sequence[Part]) -> bytes:
    try:
        return outside.packed(about, parts)
    except NotAContainer:
        act.refuse("suffix", Sentence("文件的扩展名不能用。", "The file's ending cannot be used."))
    raise AssertionError("unreachable")


def _payload(about: About, content: bytes) -> dict[str, Any]:
    return {**about.as_data(), "files": list(about.files), "whole": sha256(content).hexdigest()}


@action(
    "outside.read", roles=READERS, where="package", reads=True, says=Sentence("查看外送包", "look into a package")
)  # fmt: skip
def read_about(act: Act, *, package: OutsidePackage) -> About:
    """What is in it. Raises NotSeen, and Refusal for who takes no part in its proposal."""
    return _about(act, _concerned(act, package))


@action(
    "outside.open", roles=READERS, where="package", reads=True, says=Sentence("打开外送文件", "open a file of a package")
)  # fmt: skip
def open_part(act: Act, *, package: OutsidePackage, name: str) -> bytes:
    """One file exactly as it will go out. Raises NotSeen, Refusal."""
    row = _concerned(act, package)
    found = outside.part_of(_content(act, row), name)
    if found is None:
        act.refuse("no-file", Sentence("外送包里没有这个文件。", "The package holds no such file."))
    return found or b""


@action(
    "outside.close", roles=SENDERS, where="package", says=Sentence("封装外送包", "close a package for its receiver")
)  # fmt: skip
def close_package(act: Act, *, package: OutsidePackage) -> Closed:
    """Use up the approval of exactly this content and close it for the receiver. Raises Refusal where there is none."""
    row = _concerned(act, package)
    about, content = _about(act, row), _content(act, row)
    two.permitted(act, EXPORT.kind, [row], _payload(about, content))
    file, phrase = outside.closed(content, about)
    act.note("outside.sealed", row, sort=about.way, count=len(about.files))
    sealed = vault.seal(row, "closed", vault.stream_of(file))
    act.change(row, closed=sealed, closed_by=act.by, closed_on=act.today, noting="closed")
    return Closed(row, phrase)


@action(
    "outside.fetch", roles=SENDERS, where="package", says=Sentence("取走外送文件", "fetch a closed package")
)  # fmt: skip
def fetch(act: Act, *, package: OutsidePackage) -> bytes:
    """The closed file, for who closed it, until the last day of the approval. Raises Refusal."""
    row = act.one(OutsidePackage, package.pk)
    if not row.closed or row.closed_by_id != act.by.pk or _over(row, act.today):
        act.refuse(
            "not-closed",
            Sentence("还没有封装，或者已过取件期限。", "It is not closed, or its days are over."),
            Sentence("批准后由封装的人在期限内取走。", "Who closed it fetches it in time."),
        )
    act.change(row, fetched_on=act.today, noting="fetched")
    return act.open_bytes([row], "closed")[0]["closed"]


def erase_over(today: date) -> int:
    """Erase what is kept of packages whose days are over; the number erased. What went out, and to whom, the journal keeps."""
    rows = whole(OutsidePackage, WHY).filter(proposal__expires__lt=today).exclude(content=None, closed=None)
    return rows.update(content=None, closed=None)


def _over(package: OutsidePackage, today: date) -> bool:
    proposal = whole(DeedProposal, WHY).get(pk=package.proposal_id)
    return proposal.expires < today


def _concerned(act: Act, package: OutsidePackage) -> OutsidePackage:
    """The row, for who has a copy of its proposal; nobody else looks into it, whatever his role."""
    row = act.one(OutsidePackage, package.pk)
    two.told_of(act, act.one(DeedProposal, row.proposal_id))
    return row


def _about(act: Act, row: OutsidePackage) -> About:
    return About.of(json.loads(act.open([row], "about")[0]["about"]))


def _content(act: Act, row: OutsidePackage) -> bytes:
    if not row.content:
        act.refuse("erased", Sentence("期限已过，内容已经清除。", "Its days are over; it was erased."))
    return act.open_bytes([row], "content")[0]["content"]


def _judge(act: Act, rows: Sequence[Any], payload: Payload) -> None:
    if len(rows) != 1 or not payload.get("files"):
        act.refuse("nothing", Sentence("没有要送出的内容。", "There is nothing to send."))


def _barred(act: Act, rows: Sequence[OutsidePackage], account: Account) -> bool:
    """Who may not open one of the papers (no right there, or 回避) does not decide on them and does not learn of it."""
    wanted = rows[0].papers
    seen = list(may_go(account).filter(pk__in=wanted))
    if len(seen) != len(wanted):
        return True
    with suppress(Refusal):
        for one in seen:
            bar_withheld(Act(account, act.today), one)
        return False
    return True


def _only_permits(
    act: Act, proposal: DeedProposal, rows: Sequence[Any], payload: Payload, given: Mapping[str, Any]
) -> None:
    """Approving lets nothing out by itself: ``close_package`` does, once."""


def _says(rows: Sequence[Any], payload: Payload) -> list[Fact]:
    files = "；".join(f"{one['name']} {one['title']}（{one['bytes']}字节）" for one in payload["files"])
    return [
        (Sentence("外送内容", "What"), payload["what"]),
        (Sentence("交给", "To"), payload["to"]),
        (Sentence("文件", "Files"), files),
        (Sentence("封装方式", "Closed by"), outside.WAYS[payload["way"]]),
        *([(Sentence("公钥", "Public key"), payload["recipient"])] if payload["recipient"] else []),
        (Sentence("文件校验码", "SHA-256"), payload["whole"]),
    ]


EXPORT = declare(
    Deed(
        "export.outside",
        Sentence("向外导出", "export outside"),
        propose=SENDERS,
        approve=OFFICE | HEADS,
        effect=_only_permits,
        model="OutsidePackage",
        columns=("about", "content", "papers", "team_only", "made_by_id", "inspection_id"),
        check=_judge,
        says=_says,
        bars=_barred,
        page=("stewards-outside_package", "package"),
    )
)
