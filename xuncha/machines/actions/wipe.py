"""擦除: the office confirms the merge, the machine is emptied, and its receipt is recorded."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

from xuncha.base.words import Sentence
from xuncha.machines import identity
from xuncha.machines.core import receipts
from xuncha.machines.core.carried import WORK
from xuncha.machines.core.receipts import MERGED, WIPED, NotAReceipt, Receipt
from xuncha.machines.facts import last_sent, our_office
from xuncha.machines.models import Carriage, Machine
from xuncha.machines.selection import sight_at, work_rows
from xuncha.machines.tracing import look, traces_of
from xuncha.sealed.suites import INTL
from xuncha.trust.access import whole
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import AT_AN_INSPECTION, OFFICE
from xuncha.trust.models import ChainHead

WHY = "a machine is emptied only when everything came home"
NOT_ONE = Sentence("这不是有效的回执，或者抄写有误。", "This is no receipt, or it was copied wrongly.")


@action("machine.receipt", roles=OFFICE, says=Sentence("出具入库回执", "give a receipt for a merged bundle"))
def give_receipt(act: Act, *, machine: Machine) -> str:
    """The office's word for the machine: its bundle was merged. Raises Refusal while the last one that came was not."""
    last = whole(Carriage, WHY).filter(machine=machine, sent=False).order_by("-seq").first()
    if last is None or last.state != Carriage.MERGED:
        act.refuse(
            "not-merged",
            Sentence("这台单机带回的数据包还没有入库。", "What this machine carried back is not merged yet."),
            Sentence("请先预审、审核、入库。", "Check, approve and merge it first."),
        )
    act.note("machine.receipt_given", machine, bundle=last.number)
    return Receipt(MERGED, machine.known_as, last.number, act.today, 0).line(_sign)


@action(
    "machine.ready_to_wipe",
    roles=AT_AN_INSPECTION,
    where="anywhere",
    says=Sentence("核对可否擦除单机", "see whether a machine may be emptied"),
)
def ready_to_wipe(act: Act, *, receipt: str) -> str:
    """On the machine: the office has everything. Gives the line of the wipe receipt, which ``empty`` makes true.

    Raises Refusal at the office, for a receipt of another bundle than the last, and when something was changed after that.
    """
    office = our_office()
    if office is None:
        act.refuse(
            "not-a-machine",
            Sentence(
                "本机是巡察办的系统，不是单机，不能擦除。",
                "This is the office's own system; it is not emptied.",
            ),
        )
    act.need(AT_AN_INSPECTION, office.inspection_id)
    told = _read(act, receipt, MERGED, office.sign_key)
    last, me = last_sent(office), identity.own().told.known_as
    if last is None or (told.machine, told.bundle) != (me, last.number):
        act.refuse(
            "other-bundle",
            Sentence("回执不是本机最后一份数据包的。", "The receipt is not for this machine's last bundle."),
            Sentence(
                "请把最后一份数据包带回入库，再取回执。", "Carry the last bundle home and fetch its receipt."
            ),
        )
    if _changed_since(act, office):
        act.refuse(
            "changed-since",
            Sentence(
                "导出最后一份数据包之后，本机又有改动。",
                "Something was changed after the last bundle was made.",
            ),
            Sentence("请再导出一份带回入库。", "Make another bundle and carry it home."),
        )
    entries = ChainHead.objects.get().seq
    return Receipt(WIPED, me, last.number, act.today, entries).line(_sign)


def empty() -> None:
    """Destroy the data folder: the keys first and overwritten, then the database, then the rest. Nothing is journalled after."""
    connection.close()
    keys, home = Path(settings.XUNCHA_KEYS), Path(settings.XUNCHA_HOME)
    for path in dict.fromkeys([*_files(keys), *_files(home)]):
        _overwrite(path)
    shutil.rmtree(home, ignore_errors=True)


@action("machine.wiped", roles=OFFICE, says=Sentence("登记单机擦除", "record that a machine was emptied"))
def record_wiped(act: Act, *, machine: Machine, receipt: str) -> Machine:
    """The machine's signed word that it holds nothing any more; from now on its signature counts no more."""
    told = _read(act, receipt, WIPED, machine.sign_key)
    if told.machine != machine.known_as:
        act.refuse(
            "other-machine", Sentence("这份擦除回执是另一台单机的。", "This receipt is of another machine.")
        )
    return act.change(
        machine,
        state=Machine.WIPED,
        wiped_on=told.on,
        wiped_code=receipts.code(receipt.strip()),
    )


def _read(act: Act, text: str, what: str, key: str) -> Receipt:
    try:
        return receipts.read(
            text, what, lambda said, signature: INTL.verify(bytes.fromhex(key), said, signature)
        )
    except NotAReceipt:
        act.refuse(
            "no-receipt",
            NOT_ONE,
            Sentence("请整行复制，或重新扫描。", "Copy the whole line, or scan it again."),
        )
        raise


def _sign(said: bytes) -> bytes:
    return INTL.sign(identity.own().secret, said)


def _changed_since(act: Act, office: Machine) -> bool:
    """Whether a row differs from what the last bundle held; looked at in a rehearsal."""
    me, at = identity.own().told.known_as, office.inspection_id
    sight = sight_at(office, act.today)
    for one in WORK:
        before = {key: trace.standing for key, trace in traces_of(at, one.kind).items()}
        with act.rehearsal():
            after = {
                key: trace.standing
                for key, trace in look(at, one.kind, work_rows(one, at, sight), me).items()
            }
        if before != after:
            return True
    return False


def _files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()]


def _overwrite(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as out:
        for at in range(0, size, 1 << 20):
            out.write(secrets.token_bytes(min(1 << 20, size - at)))
        out.flush()
        os.fsync(out.fileno())
    path.unlink()
