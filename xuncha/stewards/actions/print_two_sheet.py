"""打印批准单: the sheet on which the second person of a two-person act signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings

from xuncha.base.words import Sentence
from xuncha.papers.actions.print_paper import Printed
from xuncha.papers.core.form import Copy
from xuncha.papers.core.forms import form_named
from xuncha.papers.core.press import file_name, press
from xuncha.papers.models import organ
from xuncha.rulebook.models import value
from xuncha.trust import two
from xuncha.trust.act import Act, action
from xuncha.trust.core.deeds import DEEDS
from xuncha.trust.core.roles import EVERYONE
from xuncha.trust.models import DeedProposal


@action(
    "deed.print", roles=EVERYONE, where="anywhere", says=Sentence("打印双人事项批准单", "print the sheet of a two-person act"),
    reads=True,
)  # fmt: skip
def print_two_sheet(act: Act, *, proposal: DeedProposal) -> Printed:
    """One copy of the sheet. Raises NotSeen, and Refusal for who has no copy of the proposal."""
    proposal = act.one(DeedProposal, proposal.pk)
    deed, told = DEEDS[proposal.kind], two.told_of(act, proposal)
    form = form_named("two_person_sheet")
    facts = {
        "organ": organ("office", act.today), "code": two.code_of(proposal), "deed": deed.title.zh,
        "about": about(deed.says(two.rows_of(deed, proposal.rows), told.payload)), "reason": told.reason,
        "proposer": proposal.proposed_by.name, "proposed_on": proposal.proposed_on.isoformat(),
        "expires": proposal.expires.isoformat(),
    }  # fmt: skip
    act.note("paper.printed", proposal, what="two")
    copy = Copy(
        code=two.code_of(proposal), mark=value("papers.mark", act.today),
        printed=f"{act.by.name} {act.today} 打印", fictional=settings.XUNCHA_DEMO,
    )  # fmt: skip
    return Printed(file_name(form, proposal.proposed_on.isoformat()), press(form, facts, copy))


def about(pairs: Sequence[tuple[Sentence, Any]]) -> list[list[str]]:
    """What the deed says of its rows, in Chinese, as the sheet takes it."""
    return [[label.zh, _written(value)] for label, value in pairs if value not in (None, "")]


def _written(value: Any) -> str:
    if isinstance(value, Sentence):
        return value.zh
    return value.isoformat() if isinstance(value, date) else str(value)
