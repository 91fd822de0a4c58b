"""The screens again, naively and in plain Python, as the definition that the SQL is judged by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple


@dataclass(frozen=True)
class Paid:
    """One payment: its row in the sheet, its day, voucher number, payee and cents."""

    row: int
    day: date
    number: str
    payee: str
    cents: int

    @property
    def voucher(self) -> tuple[str, ...]:
        return (f"{self.day:%Y-%m}", self.number) if self.number else ("row", str(self.row))


def _by_payee(paid: Iterable[Paid]) -> Iterator[list[Paid]]:
    groups: dict[str, list[Paid]] = defaultdict(list)
    for one in sorted(paid, key=lambda one: (one.day, one.row)):
        groups[one.payee].append(one)
    yield from groups.values()


def duplicates(paid: Sequence[Paid], days: int, smallest: int) -> set[frozenset[int]]:
    """Chains of equal payments to one payee, each within `days` of the one before, by more than one voucher."""
    found = set()
    for group in _by_payee(paid):
        for cents in {one.cents for one in group if one.cents >= max(smallest, 1)}:
            for chain in _chains([one for one in group if one.cents == cents], days):
                last = chain[-1].day.toordinal() + days
                undone = sum(
                    one.cents == -cents and chain[0].day.toordinal() <= one.day.toordinal() <= last
                    for one in group
                )
                if len({one.voucher for one in chain}) > 1 and len(chain) - undone > 1:
                    found.add(frozenset(one.row for one in chain))
    return found


def _chains(equal: Sequence[Paid], days: int) -> list[list[Paid]]:
    chains: list[list[Paid]] = []
    for one in equal:
        if chains and (one.day - chains[-1][-1].day).days <= days:
            chains[-1].append(one)
        else:
            chains.append([one])
    return chains


def splits(paid: Sequence[Paid], limit: int, days: int, times: int, at_most: int) -> set[frozenset[int]]:
    """Windows that end on a payment and reach the limit with payments below it; windows that share a day are one."""
    found = set()
    for group in _by_payee([one for one in paid if 0 < one.cents < limit]):
        windows: list[tuple[int, int]] = []
        for one in group:
            until = one.day.toordinal()
            inside = [other for other in group if until - days <= other.day.toordinal() <= until]
            if sum(other.cents for other in inside) >= limit and times <= len(inside) <= at_most:
                windows.append((until - days, until))
        for since, until in _merged(windows):
            found.add(frozenset(one.row for one in group if since <= one.day.toordinal() <= until))
    return found


def _merged(windows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for since, until in sorted(set(windows)):
        if merged and since <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(until, merged[-1][1]))
        else:
            merged.append((since, until))
    return merged


def round_amounts(paid: Sequence[Paid], step: int, smallest: int) -> set[frozenset[int]]:
    """Large payments in whole multiples, by payee."""
    whole = [one for one in paid if one.cents >= smallest and one.cents > 0 and one.cents % step == 0]
    return {frozenset(one.row for one in group) for group in _by_payee(whole)}


def round_splits(paid: Sequence[Paid], step: int) -> set[frozenset[int]]:
    """Payments of one month to one payee, more than one, not all whole, with a whole sum."""
    months: dict[tuple[str, str], list[Paid]] = defaultdict(list)
    for one in paid:
        if one.cents > 0:
            months[one.payee, f"{one.day:%Y-%m}"].append(one)
    return {
        frozenset(one.row for one in group)
        for group in months.values()
        if len(group) > 1
        and sum(one.cents for one in group) % step == 0
        and any(one.cents % step for one in group)
    }


@dataclass(frozen=True)
class Voucher:
    """One voucher of a journal: its row, day, maker and approver."""

    row: int
    day: date
    maker: str
    approver: str


def same_hands(vouchers: Sequence[Voucher]) -> set[frozenset[int]]:
    """Vouchers made and approved under one name, by name and month."""
    groups: dict[tuple[str, str], set[int]] = defaultdict(set)
    for one in vouchers:
        if one.maker and one.maker == one.approver:
            groups[one.maker, f"{one.day:%Y-%m}"].add(one.row)
    return {frozenset(rows) for rows in groups.values()}


def on_off_days(vouchers: Sequence[Voucher], off: set[date]) -> set[frozenset[int]]:
    """Vouchers dated on days off, by day."""
    groups: dict[date, set[int]] = defaultdict(set)
    for one in vouchers:
        if one.day in off:
            groups[one.day].add(one.row)
    return {frozenset(rows) for rows in groups.values()}


def gaps(numbers: Sequence[tuple[date, str]], share: int) -> dict[str, set[int]]:
    """Month → numbers missing between its first and last voucher, where they are at most `share` per cent of them."""
    months: dict[str, set[int]] = defaultdict(set)
    for day, number in numbers:
        months[f"{day:%Y-%m}"].add(int(number))
    found = {}
    for month, known in months.items():
        every = set(range(min(known), max(known) + 1))
        missing = every - known
        if missing and len(missing) * 100 <= len(every) * share:
            found[month] = missing
    return found


class Moved(NamedTuple):
    """One movement of money at the bank or in the books: its row, day, way ("out", "in") and cents; negative is taken back."""

    row: int
    day: date
    way: str
    cents: int


def unanswered(asked: Sequence[Moved], answers: Sequence[Moved], days: int) -> set[frozenset[int]]:
    """Runs of equal sums in one direction, each within `days` of the one before, with more asked for than answered.

    Asked for are those around which answers could lie on all days. What was taken back is taken off the one side, and
    answers in the other direction on the other.
    """
    first, last = min(one.day for one in answers), max(one.day for one in answers)
    around = timedelta(days=days)
    asked = [one for one in asked if one.day - around >= first and one.day + around <= last]
    turned = {"out": "in", "in": "out"}
    marks: dict[tuple[str, int], list[tuple[date, int, int, int]]] = defaultdict(list)
    for one in asked:
        marks[one.way, abs(one.cents)].append((one.day, one.row, 1 if one.cents > 0 else -1, 0))
    for one in answers:
        way = one.way if one.cents > 0 else turned[one.way]
        if (way, abs(one.cents)) in marks:
            marks[way, abs(one.cents)].append((one.day, 0, 0, 1))
    found = set()
    for rows in marks.values():
        runs: list[list[tuple[date, int, int, int]]] = []
        for row in sorted(rows):
            if runs and (row[0] - runs[-1][-1][0]).days <= days:
                runs[-1].append(row)
            else:
                runs.append([row])
        for run in runs:
            if sum(asks for _, _, asks, _ in run) > sum(meets for *_, meets in run):
                found.add(frozenset(row for _, row, asks, _ in run if asks > 0))
    return found


Agreed = tuple[str, date, int]
"""One contract: the other party, the day it was signed, its cents."""


def _of_party(paid: Iterable[Paid]) -> dict[str, list[Paid]]:
    groups: dict[str, list[Paid]] = defaultdict(list)
    for one in paid:
        groups[one.payee].append(one)
    return groups


def overpaid(paid: Sequence[Paid], agreed: Sequence[Agreed], over: int, smallest: int) -> set[frozenset[int]]:
    """Payees on the list whose payments pass their contracts by more than `over` per cent and by `smallest` at least."""
    found = set()
    for payee, payments in _of_party(paid).items():
        price = sum(cents for party, _, cents in agreed if party == payee)
        sum_ = sum(one.cents for one in payments)
        if price and sum_ * 100 > price * (100 + over) and sum_ - price >= smallest:
            found.add(frozenset(one.row for one in payments))
    return found


def paid_before(
    paid: Sequence[Paid], agreed: Sequence[Agreed], days: int, smallest: int
) -> set[frozenset[int]]:
    """Positive payments in the `days` before the first contract with the payee, where they reach `smallest`."""
    found = set()
    for payee, payments in _of_party(paid).items():
        signed = min((day for party, day, _ in agreed if party == payee), default=date.min)
        early = [one for one in payments if one.cents > 0 and 0 < (signed - one.day).days <= days]
        if early and sum(one.cents for one in early) >= smallest:
            found.add(frozenset(one.row for one in early))
    return found


def founded_after(
    paid: Sequence[Paid], agreed: Sequence[Agreed], days: int, smallest: int
) -> set[frozenset[int]]:
    """Positive payments to payees first paid fewer than `days` days after the day on the list."""
    found = set()
    for payee, payments in _of_party(one for one in paid if one.cents > 0).items():
        founded = min((day for party, day, _ in agreed if party == payee), default=None)
        first = min(one.day for one in payments)
        if founded and (first - founded).days < days and sum(one.cents for one in payments) >= smallest:
            found.add(frozenset(one.row for one in payments))
    return found


PayLine = tuple[str, str, str, date, int]
"""One row of a payroll: name, number of the person, account, day, cents. The first is row 2."""


def paid_twice(lines: Sequence[PayLine], smallest: int) -> set[frozenset[int]]:
    """Rows of one person, by number, else account, else name, with one month and sum, more than one."""
    groups: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for row, (name, number, account, day, cents) in enumerate(lines, 2):
        who = ("number", number) if number else ("account", account) if account else ("name", name)
        if cents >= smallest:
            groups[who, day.month, cents].add(row)
    return {frozenset(rows) for rows in groups.values() if len(rows) > 1}


def one_account(lines: Sequence[PayLine]) -> set[frozenset[int]]:
    """Rows of one account that is given, with more than one name."""
    groups: dict[str, dict[int, str]] = defaultdict(dict)
    for row, (name, _, account, _, _) in enumerate(lines, 2):
        if account:
            groups[account][row] = name
    return {frozenset(rows) for rows in groups.values() if len(set(rows.values())) > 1}
