"""Somebody of the pool: what is known, what stands against drafting or leading, dated entries, what was declared for recusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.span import Day
from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import spoken
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Round
from xuncha.teams.actions.amend import amend
from xuncha.teams.actions.declare import declare, open_declared
from xuncha.teams.actions.draft import draft
from xuncha.teams.actions.enter import strike
from xuncha.teams.core.eligibility import leader_grounds, leader_standing, objections
from xuncha.teams.facts import as_pool, provisions_on
from xuncha.teams.models import Cadre, CadreEntry, RecusalFact, TeamMember
from xuncha.teams.pages._cadre_forms import AmendForm, TieForm
from xuncha.teams.upkeep import KINDS
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import NotSeen, Refusal


@page("teams/pool/<uuid:cadre>/", title=Sentence("人才库人员", "Somebody of the pool"), roles=OFFICE)
def cadre(request: HttpRequest, cadre: UUID) -> HttpResponse:
    """``do`` says what was posted: declare a tie, read the declared texts, draft by name, amend, strike an entry."""
    row = see(Cadre, request.user).select_related("person", "unit").filter(pk=cadre).first()
    if row is None:
        raise NotSeen
    what = request.POST.get("do", "")
    provisions = provisions_on(clock.today())
    forms = {
        "declare": TieForm(
            request.POST if what == "declare" else None,
            by=request.user,
            kinds=[kind for kind, _ in provisions.recusal],
        ),
        "amend": AmendForm(request.POST if what == "amend" else None, by=request.user, row=row),
    }
    ties = list(
        see(RecusalFact, request.user).filter(cadre=row).select_related("organisation", "relative__person")
    )
    texts: list[str] = []
    no = None
    try:
        if what == "read":
            texts = open_declared(by=request.user, facts=ties)
        elif what in DOES and (what not in forms or forms[what].is_valid()):
            return DOES[what](request, row, forms.get(what))
    except Refusal as refusal:
        no = refusal
    return show(
        request,
        "teams/cadre.html",
        cadre=row,
        ties=[(one, text) for one, text in zip(ties, texts or [""] * len(ties), strict=True)],
        forms=forms,
        no=no,
        crumbs=[Crumb(Sentence("人才库", "Cadre pool"), reverse("teams-pool"))],
        **_known(request, row, provisions),
    )


def _known(request: HttpRequest, row: Cadre, provisions: Any) -> dict[str, Any]:
    """What is known of somebody, in the parts that the page shows."""
    by = request.user
    fact = as_pool(by, [row], clock.today())[row.pk]
    entries = (
        see(CadreEntry, by).filter(cadre=row, struck="").select_related("round").order_by("kind", "starts")
    )
    return {
        "pairs": _pairs(row, fact),
        "against": objections(fact, provisions),
        "standing": leader_standing(fact, provisions).value,
        "grounds": leader_grounds(fact, provisions),
        "entries": [_entry(one) for one in entries],
        "kinds": [(one.title, reverse("teams-upkeep", kwargs={"kind": one.key})) for one in KINDS.values()],
        "rounds": list(see(Round, by).exclude(state="closed").order_by("-entry_day")),
        "served": list(
            see(TeamMember, by).filter(cadre=row).select_related("team__round").order_by("-starts")
        ),
    }


def _entry(one: CadreEntry) -> dict[str, Any]:
    kind = KINDS[one.kind]
    days = spoken(Day.parse(one.starts).shown())
    if one.ends:
        days += " — " + spoken(Day.parse(one.ends).shown())
    elif kind.ends:
        days += spoken(Sentence(" 起", " on"))
    said_ = [one.what, one.document, one.round.title if one.round else ""]
    return {"row": one, "kind": kind.title, "days": days, "says": "，".join(filter(None, said_))}


def _declare(request: HttpRequest, row: Cadre, form: Any) -> HttpResponse:
    by, filled = request.user, form.cleaned_data
    declare(
        by=by,
        cadre=row,
        kind=filled["kind"],
        organisation=see_one(Organisation, by, filled["organisation"]) if filled["organisation"] else None,
        relative=see_one(Cadre, by, filled["relative"]) if filled["relative"] else None,
        text=filled["text"],
    )
    return go(request, "teams-cadre", cadre=row.pk, done=Sentence("已登记。", "Recorded."))


def _draft(request: HttpRequest, row: Cadre, form: Any) -> HttpResponse:
    around = see_one(Round, request.user, request.POST.get("round"))
    draft(by=request.user, around=around, cadre=row)
    done = Sentence("已点名抽调。", "Asked for by name.")
    return go(request, "teams-drafting", around=around.pk, done=done)


def _amend(request: HttpRequest, row: Cadre, form: Any) -> HttpResponse:
    filled = dict(form.cleaned_data)
    unit = filled.pop("unit")
    amend(
        by=request.user,
        cadre=row,
        version=_version(request, row.version),
        unit=see_one(Organisation, request.user, unit) if unit else None,
        **filled,
    )
    return go(request, "teams-cadre", cadre=row.pk, done=Sentence("已更新。", "Amended."))


def _strike(request: HttpRequest, row: Cadre, form: Any) -> HttpResponse:
    entry = see_one(CadreEntry, request.user, request.POST.get("entry"))
    version = _version(request, entry.version)
    strike(by=request.user, entry=entry, version=version, reason=request.POST.get("reason", ""))
    return go(request, "teams-cadre", cadre=row.pk, done=Sentence("已撤销，理由留档。", "Struck."))


DOES: dict[str, Callable[[HttpRequest, Cadre, Any], HttpResponse]] = {
    "declare": _declare,
    "draft": _draft,
    "amend": _amend,
    "strike": _strike,
}


def _version(request: HttpRequest, otherwise: int) -> int:
    said_ = request.POST.get("version", "")
    return int(said_) if said_.isdigit() else otherwise


def _pairs(row: Cadre, fact: Any) -> list[tuple[Sentence, Any]]:
    person = row.person
    return [
        (Sentence("所在单位", "Unit"), fact.unit),
        (Sentence("人员身份", "Identity"), fact.identity),
        (Sentence("领导职务层次", "Leading post rank"), fact.leading_rank),
        (Sentence("职级", "Grade"), fact.grade),
        (Sentence("专长", "Skills"), "、".join(fact.skills)),
        (Sentence("参加轮次", "Rounds served"), fact.rounds),
        (Sentence("巡察机构专职", "Full-time"), spoken(_yes(row.full_time))),
        (Sentence("列入组长库", "In the leader pool"), spoken(_yes(fact.in_leader_pool))),
        (Sentence("异地交叉派入", "From another county"), spoken(_yes(fact.crossing))),
        (Sentence("籍贯", "Native place"), person.native_place),
        (Sentence("成长地", "Grew up in"), person.grown_place),
        (
            Sentence("不能脱产", "Away"),
            "；".join(one.why for one in fact.absences) or spoken(_ANY),
        ),
    ]


_ANY = Sentence("未作限制", "no limit given")


def _yes(value: bool) -> Sentence:
    return Sentence("是", "yes") if value else Sentence("否", "no")
