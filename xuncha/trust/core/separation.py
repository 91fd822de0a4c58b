"""三员分立: which roles never meet in one hand.

The system, the security and the audit administrator are three people without any business role. The database refuses it through
every path (``trust/separation.py``); what is here says it in words before it comes to that.
"""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.trust.core.roles import ADMINISTRATORS, Role


def clash(wanted: Role, held: Iterable[Role]) -> Role | None:
    """The first of the roles ``held`` that must not meet ``wanted`` in one hand, or None."""
    for role in sorted(held):
        if role != wanted and (role in ADMINISTRATORS or wanted in ADMINISTRATORS):
            return role
    return None
