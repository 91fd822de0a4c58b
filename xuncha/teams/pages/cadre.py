"""Somebody of the pool: what is known, what stands against drafting or leading, what was declared for recusal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said, spoken
from xuncha.registry.models import Organisation
from xuncha.rounds.models import Round
from xuncha.teams.actions.declare import declare, open_declared
from xuncha.teams.actions.draft import draft
from xuncha.teams.core.eligibility import leader_grounds, leader_standing, objections
from xuncha.teams.facts import as_pool, provisions_on
from xuncha.teams.models import Cadre, RecusalFact, TeamMember
from xuncha.trust import clock
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal


class TieForm(forms.Form):
    use_required_attribute = False
    kind = forms.ChoiceField(label=said(Sentence("回避情形", "Kind")))
    organisation = forms.ChoiceField(label=said(Sentence("涉及单位", "Body")), required=False)
    relative = forms.ChoiceField(
        label=said(Sentence("人才库中的亲属", "Relative in the pool")),
        required=False,
        help_text=said(Sentence("与同在人才库的亲属不编入同一组。", "Relatives do not serve in one team.")),
    )
    text = forms.CharField(
        label=said(Sentence("说明", "Explanation")),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=said(Sentence("加密保存，查看须留痕。", "Kept sealed; each reading is journalled.")),
    )

    def __init__(self, *args: Any, by: Account, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("", "—")
        self.fields["kind"].choices = [("", "—"), *((kind, kind) for kind in kinds)]
        bodies = see(Organisation, by).order_by("name").values_list("pk", "name")
        self.fields["organisation"].choices = [none, *bodies]
        pool = see(Cadre, by).order_by("person__name").values_list("pk", "person__name")
        self.fields["relative"].choices = [none, *pool]


@page("teams/pool/<uuid:cadre>/", title=Sentence("人才库人员", "Somebody of the pool"), roles=OFFICE)
def cadre(request: HttpRequest, cadre: UUID) -> HttpResponse:
    """``do`` says what was posted: declare a tie, read the declared texts, draft by name."""
    row = see_one(Cadre, request.user, cadre)
    provisions = provisions_on(clock.today())
    what = request.POST.get("do", "")
    kinds = [kind for kind, _ in provisions.recusal]
    form = TieForm(request.POST if what == "declare" else None, by=request.user, kinds=kinds)
    ties = list(
        see(RecusalFact, request.user).filter(cadre=row).select_related("organisation", "relative__person")
    )
    texts: list[str] = []
    no = None
    try:
        if what == "declare" and form.is_valid():
            _declare(request, row, form.cleaned_data)
            return go(request, "teams-cadre", cadre=row.pk, done=Sentence("已登记。", "Recorded."))
        if what == "draft":
            around = see_one(Round, request.user, request.POST.get("round"))
            draft(by=request.user, around=around, cadre=row)
            return go(
                request,
                "teams-drafting",
                around=around.pk,
                done=Sentence("已点名抽调。", "Asked for by name."),
            )
        if what == "read":
            texts = open_declared(by=request.user, facts=ties)
    except Refusal as refusal:
        no = refusal
    fact = as_pool([row])[row.pk]
    return show(
        request,
        "teams/cadre.html",
        cadre=row,
        pairs=_pairs(row, fact),
        against=objections(fact, provisions),
        standing=leader_standing(fact, provisions).value,
        grounds=leader_grounds(fact, provisions),
        ties=[(one, text) for one, text in zip(ties, texts or [""] * len(ties), strict=True)],
        rounds=list(see(Round, request.user).exclude(state="closed").order_by("-entry_day")),
        served=list(see(TeamMember, request.user).filter(cadre=row).select_related("team__round")),
        form=form,
        no=no,
        crumbs=[Crumb(Sentence("人才库", "Cadre pool"), reverse("teams-pool"))],
    )


def _declare(request: HttpRequest, row: Cadre, said_: dict[str, Any]) -> None:
    by = request.user
    declare(
        by=by,
        cadre=row,
        kind=said_["kind"],
        organisation=see_one(Organisation, by, said_["organisation"]) if said_["organisation"] else None,
        relative=see_one(Cadre, by, said_["relative"]) if said_["relative"] else None,
        text=said_["text"],
    )


def _pairs(row: Cadre, fact: Any) -> list[tuple[Sentence, Any]]:
    return [
        (Sentence("所在单位", "Unit"), fact.unit),
        (Sentence("人员身份", "Identity"), fact.identity),
        (Sentence("领导职务层次", "Leading post rank"), fact.leading_rank),
        (Sentence("职级", "Grade"), fact.grade),
        (Sentence("专长", "Skills"), "、".join(fact.skills)),
        (Sentence("参加轮次", "Rounds served"), fact.rounds),
        (Sentence("巡察机构专职", "Full-time"), spoken(_yes(row.full_time))),
        (Sentence("列入组长库", "In the leader pool"), spoken(_yes(row.leader_pool))),
        (Sentence("可抽调时间", "Free"), "，".join(one.why for one in fact.absences) or spoken(_ANY)),
    ]


_ANY = Sentence("未作限制", "no limit given")


def _yes(value: bool) -> Sentence:
    return Sentence("是", "yes") if value else Sentence("否", "no")
