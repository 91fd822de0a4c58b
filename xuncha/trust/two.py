"""Two-person acts: what propose, approve and the rooms that own the deeds have in common.

A proposal is bound to what it is about: its content token covers the rows as they stood, the reason and the particulars. Whoever
may decide gets a copy sealed for him alone, with the share (of a split key) that the proposer put in. The deed is done inside the
approver's action, in the same transaction; or, for a deed that is only permitted here, by who calls ``permitted`` afterwards.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from xuncha.base.words import Sentence
from xuncha.trust import limits, split_keys, vault
from xuncha.trust.access import see, whole
from xuncha.trust.account_keys import own_lock
from xuncha.trust.act import Act
from xuncha.trust.core.deeds import DEEDS, Deed
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account, AccountKey, DeedProposal, ProposalCopy, accounts_holding
from xuncha.trust.models.grants import on_trial
from xuncha.trust.refusal import NoRight

WHY = "a two-person act is bound to its rows as they stand, seen or not"
OTHER = Sentence(
    "提议人不能批准或者代录自己的提议。", "Who proposed it can neither approve it nor record the approval."
)
OTHER_DO = Sentence(
    "请由另一个人登录办理；同一个人的另一个账号也不行。",
    "Another person must do it; another account of the same person will not do.",
)
TRIAL = Sentence(
    "现在是单人试用，所有账号都由一个人使用，没有第二个人，双人事项不能批准，签了字的批准单也不能代录。",
    "This is a one-person trial: one person uses all accounts, so nobody can approve, nor record a signed sheet.",
)
TRIAL_DO = Sentence(
    "要正式办理，请另建空的数据目录（XUNCHA_HOME），依次运行 xuncha setup 和 xuncha first（不加 --trial），"
    "三员请纪委、机要、县委办派人担任；试用数据不带过去。",
    "To work for real, set XUNCHA_HOME to an empty folder, run xuncha setup and xuncha first without --trial, with three other "
    "people as administrators; nothing of the trial is taken along.",
)


@dataclass(frozen=True)
class Told:
    """What a person concerned reads of a proposal. ``share`` is what the proposer put in for him, ``signed`` the recorded signature."""

    reason: str
    payload: Mapping[str, Any]
    share: bytes = b""
    signed: Mapping[str, str] = field(default_factory=dict)


def person_of(account: Account) -> UUID:
    """The person behind an account; where none is entered, the account stands for him."""
    return account.person_id or account.pk


def may(account: Account, deed: Deed, roles: frozenset[Role], inspection: UUID | None) -> bool:
    """Whether an account holds one of ``roles`` there, or keeps a share of the key where only those take part who do."""
    if deed.custody:
        return inspection is not None and account.pk in split_keys.keepers(inspection)
    return account.sight.writing.has(roles, inspection)


def rows_of(deed: Deed, keys: Iterable[str]) -> list[Any]:
    """The rows a proposal is about as they stand now, in its order; one that is gone is left out."""
    if not deed.model:
        return []
    wanted = list(keys)
    found = {
        str(row.pk): row for row in whole(apps.get_model("xuncha", deed.model), WHY).filter(pk__in=wanted)
    }
    return [found[key] for key in wanted if key in found]


def place_of(rows: Sequence[models.Model]) -> UUID | None:
    """The inspection all rows belong to; None for no rows or rows of several."""
    places = {
        row.pk if row._meta.model_name == "inspection" else getattr(row, "inspection_id", None)
        for row in rows
    }
    return places.pop() if len(places) == 1 else None


def content_token(deed: Deed, rows: Sequence[models.Model], told: Told) -> str:
    """A keyed token over the rows' bound columns, the reason and the particulars: it changes with any of them."""
    stood = [[row._meta.model_name, str(row.pk), _columns(row, deed.columns)] for row in rows]
    whole_of_it = json.dumps(
        [deed.kind, stood, told.reason, told.payload], ensure_ascii=False, sort_keys=True, default=str
    )
    return vault.token("deed", hashlib.sha256(whole_of_it.encode()).hexdigest())


def _columns(row: models.Model, columns: tuple[str, ...]) -> dict[str, str]:
    wanted = columns or tuple(one.attname for one in row._meta.concrete_fields)
    values = {name: getattr(row, name) for name in wanted}
    return {
        name: hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else str(value)
        for name, value in values.items()
    }


def code_of(proposal: DeedProposal) -> str:
    """The short code by which a signed sheet is matched with what it approved: 1A2B-3C4D."""
    code = proposal.content_token[:8].upper()
    return f"{code[:4]}-{code[4:]}"


def need(act: Act, deed: Deed, roles: frozenset[Role], inspection: UUID | None) -> None:
    """Raise NoRight unless the acting account may."""
    if not may(act.by, deed, roles, inspection):
        raise NoRight


def concerned(act: Act, deed: Deed, rows: Sequence[models.Model], inspection: UUID | None) -> list[Account]:
    """Who gets a copy: the proposer, and everybody who could decide today, has a key to read it with, and is not barred.

    A key made after a reset that nobody confirmed is none: who reset it could read the copy, and decide.
    """
    custody = deed.custody and inspection is not None
    deciding = split_keys.keepers(inspection) if custody else accounts_holding(deed.decide, inspection, None)
    keyed = AccountKey.objects.filter(account__in={*deciding, act.by.pk}, account__is_active=True)
    accounts = [
        one.account
        for one in keyed.select_related("account").order_by("account__login")
        if not one.awaits or one.account_id == act.by.pk
    ]
    return [one for one in accounts if one.pk == act.by.pk or not deed.bars(act, rows, one)]


def deal_out(proposal: DeedProposal, accounts: Iterable[Account], told: Told) -> None:
    """Give each of ``accounts`` its sealed copy; the proposer's own holds no share, he has it."""
    for account in accounts:
        copy = whole(ProposalCopy, WHY).filter(proposal=proposal, account=account).first()
        copy = copy or ProposalCopy(proposal=proposal, account=account)
        words = {
            "reason": told.reason,
            "payload": told.payload,
            "signed": told.signed,
            "proposal": str(proposal.pk),
        }
        copy.body = vault.seal(copy, "body", json.dumps(words, ensure_ascii=False, default=str))
        given = told.share if account.pk != proposal.proposed_by_id else b""
        copy.share = vault.seal(copy, "share", given) if given else None
        copy.save()


def told_of(act: Act, proposal: DeedProposal) -> Told:
    """The acting account's copy, opened. Raises Refusal for who has none: he could not decide when it was proposed."""
    copy = act.see(ProposalCopy).filter(proposal=proposal, account=act.by).first()
    if copy is None:
        act.refuse(
            "no-copy",
            Sentence(
                "提议时您还没有办理权限，看不到内容。",
                "You had no right to decide when it was proposed, so no copy was made for you.",
            ),
            Sentence("请提议人撤回后重新提议。", "Ask for it to be withdrawn and proposed again."),
        )
    if not bytes(copy.body).startswith(own_lock(act.by.pk).head):
        act.refuse(
            "old-copy",
            Sentence(
                "提议之后您的密码重设过，原来的副本打不开了。",
                "Your password was reset since; your copy opens no more.",
            ),
            Sentence("请提议人撤回后重新提议。", "Ask for it to be withdrawn and proposed again."),
        )
    plain = act.open_bytes([copy], "body", "share")[0]
    words = json.loads(plain["body"])
    if words["proposal"] != str(proposal.pk):
        raise NoRight
    return Told(words["reason"], words["payload"], plain["share"], words["signed"])


def close(act: Act, proposal: DeedProposal, state: str, **more: Any) -> DeedProposal:
    """Bring a proposal to an end and erase the shares that were put in for it."""
    whole(ProposalCopy, WHY).filter(proposal=proposal).update(share=None)
    return act.change(proposal, state=state, noting=f"{state}.{proposal.kind}", **more)


def erase_expired(today: date) -> int:
    """Erase the shares of proposals that nobody decided in time; the number erased."""
    late = whole(ProposalCopy, WHY).filter(proposal__expires__lt=today, share__isnull=False)
    return late.update(share=None)


def expiry(today: date) -> date:
    """The last day on which a proposal of today can be decided."""
    return today + timedelta(days=limits.ask("trust.deed")["open_days"])


def decide(
    act: Act,
    proposal: DeedProposal,
    *,
    roles: frozenset[Role],
    version: int,
    given: Mapping[str, Any],
    signed: Mapping[str, str] | None = None,
) -> DeedProposal:
    """Do the deed, or void the proposal where what it is about has changed since: look at ``state`` of what comes back.

    Raises Refusal for who proposed it (by any of his accounts), who may not decide, a proposal that is over, and in a trial:
    there another account is not another person.
    """
    if on_trial():
        act.refuse("trial", TRIAL, TRIAL_DO)
    deed = DEEDS[proposal.kind]
    if act.by.pk == proposal.proposed_by_id or person_of(act.by) == proposal.proposer:
        act.refuse("same-person", OTHER, OTHER_DO)
    need(act, deed, roles, proposal.inspection)
    _still_open(act, proposal)
    told = told_of(act, proposal)
    rows = rows_of(deed, proposal.rows)
    if len(rows) != len(proposal.rows) or content_token(deed, rows, told) != proposal.content_token:
        return close(act, proposal, DeedProposal.VOID)
    deed.check(act, rows, told.payload)
    by_now = {
        "decided_by": act.by,
        "decider": person_of(act.by),
        "decided_on": act.today,
        "on_paper": signed is not None,
    }
    if signed is not None:
        everybody = [
            one.account
            for one in whole(ProposalCopy, WHY).filter(proposal=proposal).select_related("account")
        ]
        deal_out(proposal, everybody, Told(told.reason, told.payload, signed=signed))
    _fresh(act, proposal, version)
    close(act, proposal, DeedProposal.DONE, **by_now)
    deed.effect(act, proposal, rows, told.payload, {**given, "share": told.share, "reason": told.reason})
    return proposal


def _fresh(act: Act, proposal: DeedProposal, version: int) -> None:
    if proposal.version != version:
        act.refuse(
            "stale",
            Sentence(
                "这项提议刚刚有变动，请看过最新内容再办。",
                "The proposal has just changed; look at it again first.",
            ),
        )


def _still_open(act: Act, proposal: DeedProposal) -> None:
    if proposal.state != DeedProposal.OPEN:
        act.refuse("decided", Sentence("这项提议已经办结或者作废。", "This proposal is no longer open."))
    if proposal.expires < act.today:
        act.refuse(
            "expired",
            Sentence("这项提议已经过了有效期。", "This proposal has expired."),
            Sentence("确需办理的，请重新提议。", "Propose it anew if it is still wanted."),
        )


def permitted(
    act: Act, kind: str, rows: Sequence[models.Model] = (), payload: Mapping[str, Any] | None = None
) -> DeedProposal:
    """Use up an approval of exactly this deed that the acting account proposed or approved; once, until it expires.

    Raises Refusal where there is none: for exports, restores and whatever else is done after the approval, not by it.
    """
    deed = DEEDS[kind]
    approved = see(DeedProposal, act).filter(
        kind=kind, state=DeedProposal.DONE, used_on=None, expires__gte=act.today
    )
    for proposal in approved.order_by("-decided_on", "id"):
        copy = act.see(ProposalCopy).filter(proposal=proposal).first()
        if copy is None or proposal.rows != [str(row.pk) for row in rows]:
            continue
        told = told_of(act, proposal)
        now = rows_of(deed, proposal.rows)
        if (
            dict(told.payload) == dict(payload or {})
            and content_token(deed, now, told) == proposal.content_token
        ):
            return act.change(proposal, used_on=act.today, noting=f"used.{kind}")
    act.refuse(
        "needs-two",
        Sentence(
            f"“{deed.title.zh}”要两个人办：一人提议、另一人批准。",
            f"“{deed.title.en}” takes two persons: one proposes, another approves.",
        ),
        Sentence(
            "请先在“双人事项”里提议，批准后再办。",
            "Propose it under “two-person acts” and come back when it is approved.",
        ),
    )
    raise AssertionError("unreachable")
