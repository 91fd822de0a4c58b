"""汇总收效: sums of what talks gave, by post type and unit type, out of what only the team can open. No talk is told."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.interviews.actions.read import read_talks
from xuncha.interviews.core.people import layer_of
from xuncha.interviews.core.worth import Count, pooled
from xuncha.interviews.facts import layers, unit_types
from xuncha.interviews.later import gave
from xuncha.interviews.models import TalkCount
from xuncha.rounds.models import Inspection
from xuncha.rulebook.models import value
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import Role


@action(
    "interviews.count", roles={Role.LEADER}, where="inspection", says=Sentence("汇总谈话收效", "sum up what talks gave")
)  # fmt: skip
def count_talks(act: Act, *, inspection: Inspection) -> int:
    """Adds the talks held that were not counted yet to the sums of the round; returns how many cells were kept.

    A talk gave something when a working paper took up what came of it, as the later rooms tell; leads about persons count
    nothing. Cells below the rulebook's least number are put together or dropped before anything is written.
    """
    listed = [
        (row, talk)
        for row, talk in read_talks(by=act, inspection=inspection)
        if row.stage in ("held", "signed") and not row.counted
    ]
    found = gave(act, inspection)
    types = unit_types({talk.office for _, talk in listed if talk.office})
    counts = [
        Count(
            "",
            layer_of(talk.post, talk.level == _top(), layers()).key,
            types.get(talk.office, ""),
            1,
            row.pk in found,
        )
        for row, talk in listed
    ]
    kept = pooled(_summed(counts), value("interviews.least_counted", inspection.starts))
    for one in kept:
        _add(act, inspection, one)
    for row, _ in listed:
        act.change(row, counted=True, noting="counted")
    return len(kept)


def _top() -> int:
    return max(layer.level for layer in layers())


def _summed(counts: list[Count]) -> list[Count]:
    cells = sorted({(one.layer, one.unit) for one in counts})
    return [
        Count(
            "",
            layer,
            unit,
            sum(one.talks for one in counts if (one.layer, one.unit) == (layer, unit)),
            sum(one.gave for one in counts if (one.layer, one.unit) == (layer, unit)),
        )
        for layer, unit in cells
    ]


def _add(act: Act, inspection: Inspection, one: Count) -> None:
    row = TalkCount.objects.filter(round_id=inspection.round_id, layer=one.layer, unit=one.unit).first()
    if row:
        act.change(row, talks=row.talks + one.talks, gave=row.gave + one.gave, noting="added_to")
    else:
        act.add(
            TalkCount(
                round_id=inspection.round_id, layer=one.layer, unit=one.unit, talks=one.talks, gave=one.gave
            )
        )
