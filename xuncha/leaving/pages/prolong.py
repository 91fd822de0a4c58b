"""延长只读权限: after the rights have ended somebody reads on, by a recorded decision and until a day."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, day, line
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import spoken
from xuncha.leaving.actions.prolong import prolong_reading
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see
from xuncha.trust.core.roles import AT_AN_INSPECTION, OFFICE, Role
from xuncha.trust.models import Account, Grant
from xuncha.trust.refusal import Refusal

TITLE = Sentence("延长只读权限", "Reading on")
ASKED = Sentence(
    "已登记决定并提出申请；系统管理员开通、安全保密管理员核准后生效，只能看不能改。",
    "The decision is recorded and the grant asked for; two administrators bring it into force, for reading only.",
)


class ProlongForm(forms.Form):
    use_required_attribute = False
    who = choice("人员和原角色", "Person and role", "只列出曾在任务中担任角色的人", "Who held a role there")
    until = day("延长到", "Until", "到期日当天起看不到", "From this day on nothing is seen")
    decided_by = line("批准机关", "Decided by", "如 县委巡察工作领导小组", "e.g. the leading group")
    decided_on = day("批准日期", "Decided on")
    document = line("批准文书", "Document", "会议纪要、批示的文号", "Its number")


@page("leaving/prolong/", title=TITLE, roles=OFFICE)
def prolong(request: HttpRequest) -> HttpResponse:
    """The form; what is asked for goes the way of every grant."""
    held = _held(request.user)
    form = ProlongForm(request.POST or None)
    form.fields["who"].choices = [("", spoken(Sentence("请选择", "choose")))] + [
        (key, f"{account.name}（{spoken(role.called)}，{inspection.title}）")
        for key, (account, role, inspection) in held.items()
    ]
    no = None
    if request.method == "POST" and form.is_valid():
        account, role, inspection = held[form.cleaned_data.pop("who")]
        try:
            prolong_reading(
                by=request.user, account=account, role=role, inspection=inspection, **form.cleaned_data
            )
            return go(request, "leaving-leavings", done=ASKED)
        except Refusal as refusal:
            no = refusal
    crumbs = [Crumb(Sentence("离组交接", "Leaving"), reverse("leaving-leavings"))]
    return show(
        request, "leaving/prolong.html", status=no.status if no else 200, no=no, form=form, crumbs=crumbs,
        back=reverse("leaving-leavings"),
    )  # fmt: skip


def _held(by: Account) -> dict[str, tuple[Account, Role, Inspection]]:
    """Who held which role at which inspection, by the key of the list."""
    inspections: dict[UUID, Inspection] = {
        one.pk: one for one in see(Inspection, by).select_related("round").order_by("-starts", "title")
    }
    grants = see(Grant, by).filter(
        inspection__in=inspections, role__in=sorted(AT_AN_INSPECTION), state=Grant.EFFECTIVE, read_only=False
    )
    found = {}
    for grant in grants.select_related("account").order_by("account__name", "id"):
        key = f"{grant.account_id} {grant.role} {grant.inspection}"
        found[key] = (grant.account, Role(grant.role), inspections[grant.inspection])
    return found
