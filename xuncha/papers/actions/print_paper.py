"""打印: the frozen facts as a file, with the marks of this one copy; opening them is journalled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Copy
from xuncha.papers.core.forms import form_named
from xuncha.papers.core.freeze import thaw
from xuncha.papers.core.life import DELIVERED, SIGNED, STAMPED, STATES
from xuncha.papers.core.press import file_name, press
from xuncha.papers.models import Paper, organ
from xuncha.papers.withholding import bar_withheld
from xuncha.rulebook.models import value
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import BUSINESS, INSIDE


@dataclass(frozen=True)
class Printed:
    """A file to hand out: its name (number or day, and title; no person) and its bytes."""

    name: str
    content: bytes


@action("papers.print", roles=BUSINESS, where="anywhere", says=Sentence("打印文书", "print a paper"))
def print_paper(act: Act, *, paper: Paper) -> Printed:
    """One copy for the acting account. Raises NotSeen.

    A paper that leaves the team is printed clean once it is signed, because that copy is stamped; every other
    copy bears the name of whoever printed it across each page.
    """
    now = act.one(Paper, paper.pk)
    facts = _facts(act, now)
    act.note("paper.printed", now)
    clean = now.leaves_team and now.state in (SIGNED, STAMPED, DELIVERED)
    state = "" if now.state in (SIGNED, STAMPED, DELIVERED) else f"{STATES[now.state].zh} "
    copy = Copy(
        number=now.number, dated=now.issued_on.isoformat() if now.issued_on else "", code=now.code,
        mark=value("papers.mark", act.today), watermark="" if clean else f"{state}{act.by.name} {act.today}",
        printed=f"{act.by.name} {act.today} 打印", fictional=settings.XUNCHA_DEMO,
    )  # fmt: skip
    return Printed(file_name(now.kind, _lead(now)), press(now.kind, facts, copy))


@action(
    "papers.read",
    roles=INSIDE,
    where="anywhere",
    says=Sentence("查看文书内容", "read a paper's facts"),
    reads=True,
)
def read_facts(act: Act, *, paper: Paper) -> dict[str, Any]:
    """The frozen facts, to be reworded in a draft or shown. Raises NotSeen."""
    return _facts(act, act.one(Paper, paper.pk))


@action(
    "papers.print_sheet",
    roles=INSIDE,
    where="anywhere",
    says=Sentence("打印签批单", "print a sign-off sheet"),
)
def print_sign_off_sheet(act: Act, *, paper: Paper) -> Printed:
    """The 文件签批单 that goes round with a paper: its title, its code, a box for each of its signers."""
    now = act.one(Paper, paper.pk)
    form = form_named("sign_off_sheet")
    mark = value("papers.mark", act.today)
    facts = {
        "organ": organ("office", act.today), "title": now.title, "paper_code": now.code, "drafted_by": act.by.name,
        "drafted_on": (now.submitted_on or act.today).isoformat(), "phone": "", "mark": mark, "urgency": "",
        "send_to": "", "copies": "", "note": "", "signers": list(now.kind.signers),
    }  # fmt: skip
    act.note("paper.printed", now, what="sheet")
    copy = Copy(mark=mark, printed=f"{act.by.name} {act.today} 打印", fictional=settings.XUNCHA_DEMO)
    return Printed(file_name(form, _lead(now)), press(form, facts, copy))


@action(
    "papers.print_register",
    roles=INSIDE,
    where="anywhere",
    says=Sentence("打印文书登记簿", "print the register of papers"),
)
def print_register(act: Act, *, papers: list[Paper]) -> Printed:
    """文书登记簿 of the given papers, as far as the account may see them. It holds titles and days, no facts."""
    form = form_named("paper_register")
    keys = {paper.pk for paper in papers}
    seen = act.see(Paper).filter(pk__in=keys).order_by("serial")
    facts = {
        "heading": f"{organ('office', act.today)}文书登记簿（截至{written(act.today.isoformat())}）",
        "papers": [_register_line(one) for one in seen],
    }
    copy = Copy(
        mark=value("papers.mark", act.today),
        printed=f"{act.by.name} {act.today} 打印",
        fictional=settings.XUNCHA_DEMO,
    )
    return Printed(f"{form.title.zh}{form.suffix}", press(form, facts, copy))


def _register_line(one: Paper) -> dict[str, str]:
    days = ("drafted_on", "issued_on", "stamped_on", "delivered_on", "receipt_on")
    return {
        "number": one.number or "（未编号）", "title": one.title, "code": one.code,
        "state": STATES[one.state].zh, "way": one.delivered_by, "note": one.void_reason,
        **{day: getattr(one, day).isoformat() if getattr(one, day) else "" for day in days},
    }  # fmt: skip


def _lead(paper: Paper) -> str:
    return paper.number or paper.drafted_on.isoformat()


def _facts(act: Act, paper: Paper) -> dict[str, Any]:
    bar_withheld(act, paper)
    return thaw(act.open([paper], "facts")[0]["facts"])
