"""反馈后终止权限: once everything that was reported is fed back, the roles that the rule book names end at the inspection."""

from __future__ import annotations

from django.db.models import Q

from xuncha.findings.models import Finding
from xuncha.rounds.models import Inspection
from xuncha.rulebook.models import value
from xuncha.trust.act import Act
from xuncha.trust.actions.grants import end_grant
from xuncha.trust.models import Grant


def end_of_stay(act: Act, inspection: Inspection) -> int:
    """End the grants of these roles; how many. Part of recording the feedback, no verb of its own. Raises NoRule.

    Nothing ends while a reported finding waits for the feedback of another body; what is held for reading only stays,
    because it was prolonged by a decision.
    """
    if act.see(Finding).filter(inspection=inspection, state=Finding.REPORTED).exists():
        return 0
    roles = value("rectification.rights_end", act.today)["roles"]
    held = Grant.objects.filter(inspection=inspection.pk, role__in=roles, read_only=False)
    held = held.exclude(state=Grant.REFUSED).filter(Q(ends=None) | Q(ends__gt=act.today))
    return sum(end_grant(by=act, grant=grant) for grant in held)
