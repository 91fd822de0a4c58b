"""Five years of one county, round after round: who is drafted how often, and how the burden of lending is spread.

Ten rounds of six teams out of 300 people; after each plan one member in twenty drops out and the teams are planned again
with few changes. Beside it the same rounds without the rules on fairness. `python -m bench.ten_rounds` draws the picture.
"""

from __future__ import annotations

import random
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.counties import county
from bench.figure import Figure
from xuncha.planning.replan import keep_to
from xuncha.planning.rule import Rule
from xuncha.teams.core.again import without
from xuncha.teams.core.form import RULES, form_teams
from xuncha.teams.core.forming import Formation, Forming
from xuncha.trust.core.roles import Role

PEOPLE, TEAMS, ROUNDS, DROPS, SEED = 240, 5, 10, 0.05, 3
PICTURE = Path(__file__).parent.parent / "docs" / "pictures" / "ten-rounds.svg"
UNFAIR = tuple(rule for rule in RULES if rule.key not in {"fair_burden", "lender_limit", "leader_turns"})


@dataclass
class Story:
    """What ten rounds have asked of the units and of the leaders."""

    shares: list[float]
    leads: Counter[str]
    drops: int
    rounds: int

    @property
    def spread(self) -> float:
        """Standard deviation over mean of people lent per hundred of staff."""
        return statistics.stdev(self.shares) / statistics.mean(self.shares)


def story(rules: Sequence[Rule] = RULES, seed: int = SEED, people: int = PEOPLE, teams: int = TEAMS) -> Story:
    """The same county, work and drop-outs whatever the rules."""
    forming = county(people, teams, seed)
    forming = replace(forming, cadres=tuple(replace(c, led=0) for c in forming.cadres))
    lent: Counter[str] = Counter()
    leads: Counter[str] = Counter()
    drops = held = 0
    for number in range(ROUNDS):
        work = county(people, teams, 1000 + 10 * seed + number).needs
        now = replace(forming, needs=work, ties=(), lenders=_lenders(forming, lent))
        first = form_teams(now, rules).plan
        if first is None:
            continue
        held += 1
        plan, gone = _dropped(now, first, rules, random.Random(seed * 100 + number))
        drops += gone
        for seat in plan.seats:
            lent[now.cadre[seat.cadre].unit] += 1
            leads[seat.cadre] += seat.role is Role.LEADER
        forming = _served(forming, plan)
    staff = {one.key: one.staff or 30 for one in forming.lenders}
    shares = [100 * lent[unit] / staff[unit] for unit in sorted({c.unit for c in forming.cadres})]
    return Story(shares, +leads, drops, held)


def _lenders(forming: Forming, lent: Counter[str]) -> tuple:
    return tuple(replace(one, lent=lent[one.key]) for one in forming.lenders)


def _dropped(
    now: Forming, first: Formation, rules: Sequence[Rule], dice: random.Random
) -> tuple[Formation, int]:
    """The teams after their drop-outs, planned again with a price on every change."""
    gone = {seat.cadre for seat in first.seats if dice.random() < DROPS}
    if not gone:
        return first, 0
    stayed = replace(first, seats=tuple(seat for seat in first.seats if seat.cadre not in gone))
    again = form_teams(without(now, gone), (*rules, keep_to(stayed.taken())), start=stayed.taken())
    return (first if again.plan is None else again.plan), len(gone)


def _served(forming: Forming, plan: Formation) -> Forming:
    roles = {seat.cadre: seat.role for seat in plan.seats}
    return replace(
        forming,
        cadres=tuple(
            replace(c, rounds=c.rounds + 1, led=c.led + (roles[c.key] is Role.LEADER))
            if c.key in roles
            else c
            for c in forming.cadres
        ),
    )


def figures() -> list[Figure]:
    """Spread of the burden and reuse of leaders, with and without the rules on fairness."""
    fair, unfair = story(), story(UNFAIR)
    return [
        Figure(
            f"ten rounds, {fair.drops} drop-outs: spread (CV) of people lent per staff, %",
            100 * fair.spread,
            "%",
        ),
        Figure("the same without rules on fairness (the alternative), %", 100 * unfair.spread, "%"),
        Figure("ten rounds: most rounds that one person led", max(fair.leads.values()), ""),
        Figure("ten rounds: people who led at least once", len(fair.leads), ""),
    ]


def drawn(fair: Story, unfair: Story) -> str:
    """Two rows of bars, units from least to most asked: people lent per hundred of staff over five years."""
    width, high, top = 900, 190, max(*fair.shares, *unfair.shares)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {2 * high + 60}" '
        'font-family="Noto Sans CJK SC, Source Han Sans, sans-serif" font-size="14">',
        f'<rect width="{width}" height="{2 * high + 60}" fill="#fff"/>',
    ]
    rows = (("按规则均衡：", fair, "#1f5f8b"), ("不管均衡：", unfair, "#b0b7bd"))
    for place, (title, told, colour) in enumerate(rows):
        base = 30 + (place + 1) * high
        most = max(told.leads.values())
        said = f"{title}离散系数 {told.spread:.2f}，任组长 {len(told.leads)} 人，一人最多 {most} 轮"
        parts.append(f'<text x="20" y="{base - high + 18}" fill="#222">{said}</text>')
        step = (width - 40) / len(told.shares)
        for number, share in enumerate(sorted(told.shares)):
            bar = (high - 50) * share / top
            parts.append(
                f'<rect x="{20 + number * step:.1f}" y="{base - bar:.1f}" width="{step * 0.8:.1f}" '
                f'height="{bar:.1f}" fill="{colour}"/>'
            )
        parts.append(f'<path d="M20 {base}H{width - 20}" stroke="#888"/>')
    note = f"{fair.rounds}轮、每轮{TEAMS}个组，中途退出{fair.drops}人次；每柱一个派出单位，高为五年抽调人次占单位人数的百分比"
    parts.append(f'<text x="20" y="{2 * high + 50}" fill="#555">{note}（虚构的县）</text></svg>')
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(drawn(story(), story(UNFAIR)), encoding="utf-8")
