"""The page on which an administrator takes his step for many grants at once: tick, sign, or send back with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import go, show
from xuncha.stewards.granted import called, place_of, steps_of
from xuncha.trust.access import see
from xuncha.trust.actions.grants import refuse_grants
from xuncha.trust.models import Grant
from xuncha.trust.refusal import Refusal

NOTHING_CHOSEN = Refusal(
    "nothing-chosen",
    Sentence("还没有勾选任何一项。", "Nothing is ticked."),
    Sentence("在左侧勾选后再办理。", "Tick at least one on the left."),
)


@dataclass(frozen=True)
class Signing:
    """One of the two steps: the grants that wait for it, what does it, and the words around it."""

    page: str
    waits: str
    sign: Callable[..., int]
    button: Sentence
    button_all: Sentence
    title: Sentence
    lead: Sentence
    checks: tuple[Sentence, ...]
    empty: Sentence
    done: Sentence


def signing(request: HttpRequest, step: Signing) -> HttpResponse:
    """Nothing is ticked beforehand, unless one alone waits; what is not ticked is signed only by the button that says all."""
    no = None
    if request.method == "POST":
        try:
            chosen = _chosen(request, step)
            if request.POST.get("do") == "refuse":
                sent = refuse_grants(by=request.user, grants=chosen, reason=request.POST.get("reason", ""))
                done = Sentence(f"已退回 {sent} 项，申请人会看到理由。", f"{sent} were sent back.")
            else:
                done = step.done.filled(n=step.sign(by=request.user, grants=chosen))
            return go(request, step.page, done=done)
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            no = refusal
    waiting = [_line(one) for one in _waiting(request, step).order_by("account__login", "pk")]
    ticked = request.POST.getlist("grant") or ([str(waiting[0]["grant"].pk)] if len(waiting) == 1 else [])
    return show(
        request,
        "stewards/signing.html",
        step=step,
        waiting=waiting,
        button_all=step.button_all.filled(n=len(waiting)),
        ticked=ticked,
        no=no,
        reason=request.POST.get("reason", ""),
    )


def _waiting(request: HttpRequest, step: Signing) -> Any:
    related = ("account", "requested_by", "created_by", "authorised_by", "stands_in_for")
    return see(Grant, request.user).filter(state=step.waits).select_related(*related)


def _chosen(request: HttpRequest, step: Signing) -> list[Grant]:
    keys = [UUID(one) for one in request.POST.getlist("grant") if _is_key(one)]
    if request.POST.get("all"):
        return list(_waiting(request, step))
    if not keys:
        raise NOTHING_CHOSEN
    return list(see(Grant, request.user).filter(pk__in=keys))


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _line(one: Grant) -> dict[str, Any]:
    return {"grant": one, "role": called(one), "place": place_of(one), "steps": steps_of(one)}
