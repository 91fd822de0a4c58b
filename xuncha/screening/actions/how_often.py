"""成立情况: per screen, how often its doubts held over the rounds that are closed."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count

from xuncha.base.words import Sentence
from xuncha.rulebook.models import look
from xuncha.screening.core.held import Held, held_of
from xuncha.screening.models import Hit
from xuncha.trust.access import whole
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import Role


@action(
    "screening.how_often",
    roles={Role.OFFICE},
    says=Sentence("查看筛查项目成立情况", "see how often screens held"),
    reads=True,
)
def how_often(act: Act) -> Mapping[str, Held | None]:
    """By screen, over all closed rounds together; None for a screen of which too few were judged. Raises Refusal while it is off."""
    rule = look("screening.how_often", act.today).value
    if not rule["shown"]:
        act.refuse(
            "off",
            Sentence("成立情况没有开启。", "These counts are switched off."),
            Sentence(
                "计数容易引人凑数，所以默认关闭；经研究决定后，在规则库“筛查项目成立情况”中开启，并写明决定的依据。",
                "Counting invites padding. After a decision, switch it on in the rule book and name the decision.",
            ),
        )
    closed = whole(Hit, "how often a screen held is counted over all closed rounds, without body or person")
    counted = closed.filter(inspection__round__state="closed").values_list("screen", "state")
    return held_of(counted.annotate(number=Count("id")).order_by("screen", "state"), rule["at_least"])
