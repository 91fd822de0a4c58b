"""A judge of teams that shares no code with the rules nor with the solver: facts in, faults and costs out.

It reads the values of the rule book and the facts of the people, and counts for itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations, permutations
from math import prod

from xuncha.base.span import Held
from xuncha.planning.rule import Grade
from xuncha.teams.core.facts import Cadre, Need
from xuncha.teams.core.forming import Forming
from xuncha.trust.core.roles import Role

WEIGHTS = {Grade.LEGAL: 10**6, Grade.COVERAGE: 10**4, Grade.FAIRNESS: 100, Grade.PREFERENCE: 1}
Team = list[tuple[Cadre, Role]]


class Judge:
    """One round's facts, laid out once."""

    def __init__(self, forming: Forming) -> None:
        self.forming, self.book = forming, forming.provisions
        self.ranks = [g for g in self.book.leader if g.confirmed]
        self.ties = [
            (tie, need.key)
            for tie in forming.ties
            for need in forming.needs
            for target in need.targets
            if tie.to and tie.to in {target.key, target.area, *target.organisations}
        ]
        self.ties = list(dict.fromkeys(self.ties))

    def faults(self, teams: dict[str, Team], days: dict[tuple[str, str], int]) -> list[str]:
        """What must not be and is."""
        seats = Counter(cadre.key for team in teams.values() for cadre, _ in team)
        found = [f"{key} sits {times} times" for key, times in seats.items() if times > 1]
        for need in self.forming.needs:
            found += self._team_faults(need, teams.get(need.key, []))
        found += [
            f"pin {pin}"
            for pin in self.forming.pins
            if pin.serves
            is not any(c.key == pin.cadre and pin.role in (None, r) for c, r in teams.get(pin.team, []))
        ]
        spent = Counter()
        for (team, key), number in days.items():
            spent[key] += number
            if self._kept_out(key, team) or not self._person(key).mobile:
                found.append(f"{key} may not help {team}")
        found += [f"{key} helps too long" for key, number in spent.items() if number > self.book.mobile.most]
        return found

    def _team_faults(self, need: Need, team: Team) -> Iterator[str]:
        roles = Counter(role for _, role in team)
        if roles[Role.LEADER] != 1 or roles[Role.DEPUTY] > 1 or roles[Role.LIAISON] > 1:
            yield f"roles of {need.key}: {roles}"
        if not self.book.size.least <= len(team) <= self.book.size.most:
            yield f"{need.key} has {len(team)}"
        for cadre, role in team:
            if not self.draftable(cadre) or self._kept_out(cadre.key, need.key):
                yield f"{cadre.key} may not serve in {need.key}"
            if role is Role.LEADER and not self.may_lead(cadre):
                yield f"{cadre.key} may not lead"
            if role is Role.DEPUTY and cadre.leading_rank not in self.book.deputy[0].among:
                yield f"{cadre.key} may not deputise"
        inside = {cadre.key for cadre, _ in team}
        yield from (f"kin {pair}" for pair in self.forming.kin if set(pair) <= inside)

    def draftable(self, cadre: Cadre) -> bool:
        met = all(getattr(cadre, article.fact) in article.among for article in self.book.articles)
        here = all(one.span.meets(self.forming.span) is Held.NO for one in cadre.absences)
        return met and here and cadre.release != "none" and not cadre.mobile

    def may_lead(self, cadre: Cadre) -> bool:
        facts = {"leading_rank": cadre.leading_rank, "grade": cadre.grade}
        facts["in_leader_pool"] = "是" if cadre.in_leader_pool else ""
        return cadre.release == "full" and any(facts[g.fact] in g.among for g in self.ranks)

    def _person(self, key: str) -> Cadre:
        return next(one for one in self.forming.cadres if one.key == key)

    def _kept_out(self, key: str, team: str) -> bool:
        return any(t.cadre == key and n == team and self._blocks(t) for t, n in self.ties)

    def _blocks(self, tie) -> bool:
        if dict(self.book.recusal).get(tie.kind) == "warn":
            return False
        years = dict(self.book.years).get(tie.kind)
        if not years or tie.ended is None or not tie.ended.known:
            return True
        left, begins = tie.ended.latest, self.forming.span.starts.earliest
        return left.replace(year=left.year + years, day=min(left.day, 28)) > begins.replace(
            day=min(begins.day, 28)
        )

    def team_cost(self, need: Need, team: Team, days: dict[tuple[str, str], int]) -> Counter[Grade]:
        """What one team costs by itself, grade by grade."""
        cost: Counter[Grade] = Counter()
        people = [cadre for cadre, _ in team]
        roles = {role for _, role in team}
        warned = [t for t, n in self.ties if n == need.key and not self._blocks(t)]
        for cadre, role in team:
            mine = [t for t in warned if t.cadre == cadre.key]
            cost[Grade.LEGAL] += len(mine)
            cost[Grade.PREFERENCE] += cadre.release == "part"
            if role is Role.LEADER:
                stranger = cadre.in_leader_pool or cadre.crossing
                local = [t for t, n in self.ties if n == need.key and t.cadre == cadre.key]
                cost[Grade.LEGAL] += sum(t.kind in self.book.local for t in local) * (not stranger)
                cost[Grade.COVERAGE] += cadre.head and not cadre.stand_in
                cost[Grade.FAIRNESS] += 2 * cadre.led
        cost[Grade.COVERAGE] += 3 * (Role.DEPUTY not in roles) + (Role.LIAISON not in roles)
        cost[Grade.COVERAGE] += sum(role is Role.LIAISON and not self._knows(cadre) for cadre, role in team)
        cost[Grade.COVERAGE] += 3 * abs(self._wanted(need) - len(people))
        cost[Grade.COVERAGE] += self._skills(need, people, days)
        old = sum(c.rounds > 0 for c in people)
        lacking = -(-len(people) * self.book.experienced_percent // 100) - old
        cost[Grade.COVERAGE] += 2 * max(0, lacking)
        cost[Grade.COVERAGE] += max(0, self.book.newcomers - (len(people) - old))
        cost[Grade.COVERAGE] += 2 * (need.woman_needed and not any(c.woman for c in people))
        return cost

    def _knows(self, cadre: Cadre) -> bool:
        home = next((one.name for one in self.forming.lenders if one.key == cadre.unit), cadre.unit)
        known = cadre.rounds >= self.book.liaison.rounds or any(w in home for w in self.book.liaison.units)
        return known and cadre.release == "full"

    def _wanted(self, need: Need) -> int:
        size = self.book.size
        whole = prod(s.each for s in size.steps)
        parts = sum(need.figures.get(s.figure, 0) * s.adds * (whole // s.each) for s in size.steps)
        people = (2 * (size.base * whole + parts) + whole) // (2 * whole)
        return max(size.least, min(size.most, people))

    def _skills(self, need: Need, people: list[Cadre], days: dict[tuple[str, str], int]) -> int:
        cost, each = 0, self.book.mobile.days
        for skill in self.book.skills:
            if skill.figure and need.figures.get(skill.figure, 0) < skill.from_:
                continue
            wanted = skill.people - sum(less for mode, less in skill.spared_by if mode in need.modes)
            have = each * sum(bool(set(c.skills) & set(skill.any_of)) for c in people)
            if skill.name.zh in self.book.mobile.skills:
                have += sum(
                    number
                    for (team, key), number in days.items()
                    if team == need.key and set(self._person(key).skills) & set(skill.any_of)
                )
            cost += skill.price * max(0, -(-(wanted * each - have) // each))
        return cost

    def lender_cost(self, teams: dict[str, list[Cadre]], days: dict[tuple[str, str], int]) -> Counter[Grade]:
        """What the teams cost the lending units together."""
        cost: Counter[Grade] = Counter({Grade.PREFERENCE: sum(days.values())})
        known = {one.key: one for one in self.forming.lenders}
        teams = {key: [c for c in team if not c.crossing] for key, team in teams.items()}
        total = Counter(c.unit for team in teams.values() for c in team)
        for unit, people in total.items():
            row = known.get(unit)
            staff = (row.staff if row else None) or self.book.burden.staff_when_unknown
            before, name = (row.lent, row.name) if row else (0, unit)
            for number in range(before + 1, before + people + 1):
                step = [price for percent, price in self.book.burden.steps if number * 100 <= percent * staff]
                cost[Grade.FAIRNESS] += step[0] if step else self.book.burden.beyond
            if not any(word in name for word in self.book.lending.not_bound):
                limit = self.book.lending
                inside = [sum(c.unit == unit for c in team) - limit.per_team for team in teams.values()]
                over = people - max(limit.at_least, staff * limit.per_round_percent // 100)
                cost[Grade.FAIRNESS] += 6 * (sum(n for n in inside if n > 0) + max(0, over))
        return cost

    def cost(self, teams: dict[str, Team], days: dict[tuple[str, str], int]) -> Counter[Grade]:
        """The whole plan's costs, grade by grade."""
        whole = self.lender_cost({key: [c for c, _ in team] for key, team in teams.items()}, days)
        for need in self.forming.needs:
            whole.update(self.team_cost(need, teams.get(need.key, []), days))
        return whole


def weighed(cost: Counter[Grade]) -> int:
    return sum(WEIGHTS[grade] * number for grade, number in cost.items())


def cheapest(forming: Forming) -> int | None:
    """The least cost of any two teams there can be, by looking at every pair of them; None when there is none."""
    judge = Judge(forming)
    first, second = (list(_teams(judge, need)) for need in forming.needs)
    best = None
    for people, cost in first:
        mine = {c.key for c in people}
        for others, more in second:
            if mine.isdisjoint(c.key for c in others) and (best is None or cost + more < best):
                teams = {"1": list(people), "2": list(others)}
                total = cost + more + weighed(judge.lender_cost(teams, {}))
                best = total if best is None else min(best, total)
    return best


def _teams(judge: Judge, need: Need) -> Iterator[tuple[tuple[Cadre, ...], int]]:
    """Every team that may be, with what it costs by itself in its best cast."""
    able = [c for c in judge.forming.cadres if judge.draftable(c)]
    for size in range(judge.book.size.least, judge.book.size.most + 1):
        for people in combinations(able, size):
            costs = [weighed(judge.team_cost(need, cast, {})) for cast in _casts(judge, need, people)]
            if costs:
                yield people, min(costs)


@cache
def _roles(people: int) -> tuple[tuple[Role, ...], ...]:
    """Every way to give out one leadership and at most one of each other post."""
    posts = (Role.LEADER, Role.DEPUTY, Role.LIAISON, *[Role.MEMBER] * people)
    return tuple({roles for roles in permutations(posts, people) if Role.LEADER in roles})


def _casts(judge: Judge, need: Need, people: Iterable[Cadre]) -> Iterator[Team]:
    people = list(people)
    pins = [p for p in judge.forming.pins if p.team == need.key]
    for roles in _roles(len(people)):
        team = list(zip(people, roles, strict=True))
        kept = all(p.serves is any(c.key == p.cadre and p.role in (None, r) for c, r in team) for p in pins)
        if kept and not list(judge._team_faults(need, team)):
            yield team
