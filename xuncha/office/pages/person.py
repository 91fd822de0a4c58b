"""账号对应的人员: which person of the registry an account belongs to; recusal and the separation of roles go by the person."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, line
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import spoken
from xuncha.registry.models import Person
from xuncha.trust.access import see, see_one
from xuncha.trust.actions.accounts import link_person
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account
from xuncha.trust.refusal import Refusal

#: Namesakes shown at once.
MOST = 50


class FindForm(forms.Form):
    use_required_attribute = False
    name = line("姓名", "Name", "按县情登记里的姓名查找。", "As entered in the registry.", longest=40)


class PersonForm(forms.Form):
    use_required_attribute = False
    person = choice("是哪一位", "Which one", radio=True)

    def __init__(self, *args: object, people: list[Person], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [
            (str(one.pk), f"{one.name}{one.code}（{one.unit.name if one.unit else '—'}）") for one in people
        ]


@page("accounts/<uuid:account>/person/", title=Sentence("账号对应的人员", "Whose account"), roles=OFFICE)
def person(request: HttpRequest, account: UUID) -> HttpResponse:
    """Looks a name up in the registry; the person is chosen among its namesakes."""
    owner = see_one(Account, request.user, account)
    wanted = request.GET.get("name", owner.name)
    people = list(
        see(Person, request.user).filter(name=wanted).select_related("unit").order_by("code")[:MOST]
    )
    form = PersonForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            link_person(by=request.user, account=owner, person_id=UUID(form.cleaned_data["person"]))
            done = Sentence(
                "已登记，回避事实从现在起按此人核对。", "Entered; recusal goes by this person from now on."
            )
            return go(request, "stewards-account", account=owner.pk, done=done)
        except Refusal as no:
            form.add_error(None, f"{spoken(no.says)} {spoken(no.remedy)}")
    now = see(Person, request.user).filter(pk=owner.person_id).first() if owner.person_id else None
    return show(
        request, "office/person.html", owner=owner, now=now, people=people, form=form, wanted=wanted,
        find=FindForm(initial={"name": wanted}),
        crumbs=[
            Crumb(Sentence("账号", "Accounts"), reverse("stewards-accounts")),
            Crumb(Sentence(owner.name, owner.name), reverse("stewards-account", args=[owner.pk])),
        ],
    )  # fmt: skip
