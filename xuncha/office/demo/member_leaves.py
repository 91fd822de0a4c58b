"""A member is called back by the lending unit: hands over on one page, and with it the rights end. Another has just begun to."""

from __future__ import annotations

from datetime import date

from xuncha.leaving.actions.begin import begin_leaving
from xuncha.leaving.actions.complete import complete_leaving
from xuncha.leaving.actions.print_paper import print_leaving
from xuncha.leaving.actions.write import confirm_points, evaluate, write_words
from xuncha.leaving.facts import points_on
from xuncha.leaving.models import Leaving
from xuncha.office.demo.cast import Cast
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account

CALLED_BACK, BEGUN = date(2026, 11, 18), date(2026, 11, 19)
WORDS = (
    "一是敬老院伙食费账只看到2024年，2025年的要接着调；二是两个村的公示栏拆除重建过，公示照片可找村务监督委员会主任核对；"
    "三是镇财政所每周三集中付款，去看凭证避开这一天（虚构）。"
)
JUDGED = "该同志巡察期间遵守纪律，保守秘密，熟悉财务，按时完成分工任务（虚构）。"


def member_leaves(cast: Cast, inspection: Inspection, team: int) -> None:
    """The last member of a team leaves for good; the first has begun and written nothing yet."""
    members = cast.team[team][Role.MEMBER]
    leaver, successor = members[-1], members[0]
    with clock.on_day(CALLED_BACK):
        _hand_over(cast, inspection, team, leaver, successor)
    with clock.on_day(BEGUN):
        begin_leaving(by=cast.one(team, Role.LIAISON), inspection=inspection, account=successor)


def _hand_over(cast: Cast, inspection: Inspection, team: int, leaver: Account, successor: Account) -> None:
    liaison, leader = cast.one(team, Role.LIAISON), cast.one(team, Role.LEADER)
    begun = begin_leaving(by=liaison, inspection=inspection, account=leaver)
    write_words(by=leaver, leaving=begun, version=begun.version, words=WORDS)
    confirm_points(
        by=liaison, leaving=_now(cast, begun), version=_now(cast, begun).version,
        done=[one.key for one in points_on(clock.today())], remarks={"devices": "笔记本电脑1台、U盾1枚、出入证1张（虚构）"},
        successor=successor if successor != leaver else None,
    )  # fmt: skip
    evaluate(by=leader, leaving=_now(cast, begun), version=_now(cast, begun).version, evaluation=JUDGED)
    print_leaving(by=liaison, leaving=_now(cast, begun))
    complete_leaving(by=cast.director, leaving=_now(cast, begun), version=_now(cast, begun).version)


def _now(cast: Cast, leaving: Leaving) -> Leaving:
    """The page as it stands, with the people on it."""
    rows = see(Leaving, cast.director).select_related("account", "successor")
    return rows.get(pk=leaving.pk)
