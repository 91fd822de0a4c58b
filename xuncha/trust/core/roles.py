"""The roles of an inspection office and what each is called.

A role is held by a *grant*: for the whole office, or at one inspection, or for one inspected body. Team leaders and the
leading group rarely log in; a clerk records what they signed, under the clerk's own role.
"""

from __future__ import annotations

from enum import StrEnum

from xuncha.base.words import Sentence


class Role(StrEnum):
    LEADING = "leading"
    OFFICE = "office"
    PETITION = "petition"
    LEADER = "leader"
    DEPUTY = "deputy"
    LIAISON = "liaison"
    MEMBER = "member"
    CONTACT = "contact"
    SYSTEM = "system"
    SECURITY = "security"
    AUDIT = "audit"

    @property
    def called(self) -> Sentence:
        """What the role is called."""
        return TITLES[self]


TITLES = {
    Role.LEADING: Sentence("领导小组成员", "leading group"),
    Role.OFFICE: Sentence("巡察办工作人员", "inspection office"),
    Role.PETITION: Sentence("信访专员", "petition officer"),
    Role.LEADER: Sentence("巡察组组长", "team leader"),
    Role.DEPUTY: Sentence("巡察组副组长", "deputy leader"),
    Role.LIAISON: Sentence("联络员", "liaison"),
    Role.MEMBER: Sentence("巡察组成员", "team member"),
    Role.CONTACT: Sentence("单位联络人", "contact of the inspected body"),
    Role.SYSTEM: Sentence("系统管理员", "system administrator"),
    Role.SECURITY: Sentence("安全保密管理员", "security administrator"),
    Role.AUDIT: Sentence("安全审计员", "audit administrator"),
}

ADMINISTRATORS = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDIT})
TEAM = frozenset({Role.LEADER, Role.DEPUTY, Role.LIAISON, Role.MEMBER})
HEADS = frozenset({Role.LEADER, Role.DEPUTY})
CLERKS = frozenset({Role.OFFICE, Role.LIAISON})
OFFICE = frozenset({Role.OFFICE})
EVERYONE = frozenset(Role)
BUSINESS = EVERYONE - ADMINISTRATORS
INSIDE = BUSINESS - {Role.CONTACT}
AT_AN_INSPECTION = TEAM | {Role.PETITION}

MAY: dict[str, frozenset[Role]] = {}
"""Action → the roles that may do it, as ``@action`` declares; the journal shows an entry to an account only if it may do such a thing."""


#: Ends an act's name in the journal where it touched a row that the office may not see.
UNDER_SEAL = "+sealed"


def beyond(roles: frozenset[Role]) -> list[str]:
    """The actions that none of ``roles`` may do: that one was done at all is not for them to know."""
    return [name for name, may in MAY.items() if not may & roles]
