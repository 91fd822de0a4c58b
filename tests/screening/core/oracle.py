"""The screens again, naively and in plain Python, as the definition that the SQL is judged by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date


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
