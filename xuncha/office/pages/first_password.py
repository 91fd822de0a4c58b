"""The third step of the log-in, after a one-time code: a password of one's own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.office.pages._entering import onward, start_again
from xuncha.office.pages._passwords import NewPassword, refused_in
from xuncha.trust import limits
from xuncha.trust.actions.enter import Next, choose_password, next_step
from xuncha.trust.refusal import Refusal


@page("login/password/", title=Sentence("设置密码", "Choose a password"), open_to_all=True)
def first_password(request: HttpRequest) -> HttpResponse:
    """The new password, twice."""
    step = next_step(request)
    if step is Next.START:
        return start_again(request)
    if step is not Next.PASSWORD:
        return onward(request, step)
    form = NewPassword(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            taken = choose_password(request, form.cleaned_data["new"])
            return start_again(request) if taken is Next.START else onward(request, taken)
        except Refusal as no:
            status = refused_in(form, "new", no)
    return show(
        request, "office/first_password.html", status=status, form=form, rule=limits.password_rule().says(),
        next=request.POST.get("next") or request.GET.get("next", ""),
    )  # fmt: skip
