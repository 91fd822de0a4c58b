"""开启新一轮: a round with its number, days and settings, and an inspection for each of its targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from xuncha.base.words import Sentence, same
from xuncha.coverage.models import Target, Term
from xuncha.rounds.core.opening import leaving_day, next_number, starting_settings
from xuncha.rounds.core.wording import round_title
from xuncha.rounds.facts import kinds_on
from xuncha.rounds.models import Inspection, Round
from xuncha.rulebook.models import value
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("rounds.open", roles=OFFICE, says=Sentence("开启新一轮", "open a round"))
def open_round(
    act: Act,
    *,
    term: Term,
    kind: str,
    entry_day: date,
    stay_days: int | None = None,
    settings: Mapping[str, Any] | None = None,
    targets: Sequence[Target] = (),
    title: str = "",
) -> Round:
    """The next round of the term. What `settings` does not say comes from the last round, else from the rule book.

    Raises Refusal for an unknown kind, an entry day outside the term, or a target that an earlier round counted.
    """
    if kind not in kinds_on(act.today):
        act.refuse("kind", Sentence(f"没有“{kind}”这种巡察方式。", f"There is no kind of round “{kind}”."))
    if not term.starts <= entry_day < term.ends:
        act.refuse(
            "entry",
            Sentence(
                f"进驻日不在{term.name}（{term.starts}至{term.ends}）之内。",
                "The entry day lies outside the term.",
            ),
        )
    before = list(act.see(Round).filter(term=term).order_by("number"))
    chosen = starting_settings(value("rounds.settings", act.today), [one.settings for one in before])
    chosen |= dict(settings or {})
    if stay_days is not None:
        chosen["stay_days"] = stay_days
    if not 1 <= chosen["stay_days"] <= 400:
        act.refuse("stay", Sentence("驻点天数要在1到400之间。", "A stay lasts between 1 and 400 days."))
    number = next_number(one.number for one in before)
    row = act.add(
        Round(
            term=term,
            number=number,
            kind=kind,
            title=title.strip() or round_title(term.name, number, kind),
            entry_day=entry_day,
            leaves_day=leaving_day(entry_day, chosen["stay_days"]),
            state="open",
            settings=chosen,
        ),
        number=number,
        entry_day=entry_day,
    )
    if targets:
        open_inspections(by=act, round=row, targets=targets)
    return row


@action("rounds.add_inspections", roles=OFFICE, says=Sentence("列入本轮巡察对象", "add targets to a round"))
def open_inspections(act: Act, *, round: Round, targets: Sequence[Target]) -> list[Inspection]:
    """An inspection for each target. In a kind of round that counts, no target is taken twice in a term.

    Raises Refusal for a closed round, a withdrawn target, or one that a counting round has had already.
    """
    if round.state == "closed":
        act.refuse("closed", Sentence("本轮已经结束，不能再列入对象。", "The round is closed."))
    kinds = kinds_on(act.today)
    counting = [kind.key for kind in kinds.values() if kind.counts]
    for target in targets:
        had = (
            act.see(Inspection)
            .filter(target=target, round__kind__in=counting)
            .select_related("round")
            .first()
        )
        if round.kind in counting and had is not None:
            act.refuse(
                "twice",
                Sentence(
                    f"“{target.name}”在{had.round.title}已经巡察，不能重复计数。",
                    f"“{target.name}” was taken in {had.round.title}; it cannot count twice.",
                ),
                Sentence(
                    "再次巡察请用回头看、专项或者机动。",
                    "For another visit choose a look-back, special or mobile round.",
                ),
            )
        if target.withdrawn or target.term_id != round.term_id:
            act.refuse(
                "target",
                Sentence("这个对象已撤销，或者不属于本届。", "The target is withdrawn or of another term."),
            )
    return [_add(act, round, target) for target in targets]


def _add(act: Act, round: Round, target: Target) -> Inspection:
    title = same(f"巡察{target.name}").zh[:220]
    return act.add(
        Inspection(round=round, target=target, title=title, starts=round.entry_day, ends=round.leaves_day),
        starts=round.entry_day,
        ends=round.leaves_day,
    )
