"""A post changes hands: the present tenure ends, the next begins, both dated as far as is known."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.base.span import UNKNOWN, Day, NotADay, Span
from xuncha.base.words import Sentence
from xuncha.registry.core.cells import is_id_number
from xuncha.registry.core.county import Tenure as TenureFacts
from xuncha.registry.core.tenures import contradiction
from xuncha.registry.facts import post_key
from xuncha.registry.models import Organisation, Person, Post, Tenure
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import Refusal

KINDS = ("任职", "兼任", "主持工作", "代理")
FULL = frozenset({"任职", ""})


@dataclass(frozen=True)
class Changed:
    """What was written: the tenures that ended and the one that began, if any."""

    ended: tuple[Tenure, ...]
    began: Tenure | None


@action("registry.change_holder", roles=OFFICE, says=Sentence("登记人员变动", "record a change of holder"))
def change_holder(
    act: Act,
    *,
    post: Post,
    leaving: Tenure | None = None,
    leaves: str = "",
    name: str = "",
    code: str = "",
    starts: str = "",
    kind: str = "任职",
) -> Changed:
    """Ends `leaving` on the day `leaves` and lets `name` begin on `starts` (both as `Day.parse` reads them).

    Without a name the post becomes vacant; without `leaving` only the new tenure is recorded. Raises Refusal
    for days that cannot be, and for a second full holder of a head post.
    """
    if not leaving and not name:
        raise Refusal(
            "nothing-said",
            Sentence(
                "没有填写离任人员，也没有填写接任人员。",
                "Neither a leaving nor an incoming holder was given.",
            ),
            Sentence("至少填写一项。", "Give at least one of them."),
        )
    if is_id_number(name) or is_id_number(code):
        raise Refusal(
            "identity-number",
            Sentence(
                "内容像是身份证号，本系统不收。", "This looks like an identity number, which is not accepted."
            ),
            Sentence("请用单位或出生年区分重名的人。", "Tell namesakes apart by unit or year of birth."),
        )
    ended = (_end(act, leaving, leaves),) if leaving else ()
    began = _begin(act, post, name, code, starts, kind) if name else None
    return Changed(ended, began)


def _day(text: str) -> Day | None:
    try:
        return Day.parse(text)
    except NotADay as wrong:
        raise Refusal("no-day", wrong.says, wrong.remedy) from None


def _end(act: Act, leaving: Tenure, leaves: str) -> Tenure:
    ends = _day(leaves) or UNKNOWN
    try:
        Span(_day(leaving.starts), ends)
    except ValueError:
        raise Refusal(
            "end-before-start",
            Sentence(
                f"离任时间（{ends}）早于任职时间（{leaving.starts}）。",
                f"The end ({ends}) lies before the start.",
            ),
            Sentence("请核对两个日期。", "Check both days."),
        ) from None
    return act.change(leaving, ends=str(ends), noting="ended")


def _begin(act: Act, post: Post, name: str, code: str, starts: str, kind: str) -> Tenure:
    began = _day(starts) or UNKNOWN
    holders = act.see(Tenure).filter(post=post).select_related("person", "post__organisation")
    next_one = TenureFacts((name, code), post_key(post), began, None, kind)
    if post.head and kind in FULL:
        for other in holders.filter(kind__in=FULL).exclude(person__name=name, person__code=code):
            past = TenureFacts(
                (other.person.name, other.person.code), post_key(post), _day(other.starts) or UNKNOWN,
                _day(other.ends), other.kind,
            )  # fmt: skip
            if contradiction(past, next_one):
                raise Refusal(
                    "two-holders",
                    Sentence(
                        f"{other.person.name}（{past.span.shown().zh}）还在任，不能再登记一名正式任职的人员。",
                        f"{other.person.name} still holds the post ({past.span.shown().en}).",
                    ),
                    Sentence(
                        "请先登记前任的离任时间，或把任职方式改为“主持工作”或“兼任”。",
                        "Record the former end first, or choose 主持工作 or 兼任.",
                    ),
                )
    person = act.see(Person).filter(name=name, code=code).first()
    if person is None:
        person = act.add(Person(name=name, code=code, unit=_home(post)))
    return act.add(Tenure(person=person, post=post, starts=str(began), ends="", kind=kind))


def _home(post: Post) -> Organisation | None:
    return post.organisation if post.organisation.tree == "unit" else None
