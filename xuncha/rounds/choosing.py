"""The way into a room whose pages live under an inspection: the only one at once, or a list to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import show
from xuncha.desk.table import Link, Table
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role

COLUMNS = (
    Column("title", Sentence("巡察任务", "Inspection"), width=40),
    Column("starts", Sentence("进驻", "From"), "date"),
    Column("ends", Sentence("撤离", "To"), "date"),
)


def chosen_or_list(
    request: HttpRequest, roles: Iterable[Role], *, onward: str, template: str, empty: Sentence
) -> HttpResponse:
    """The page ``onward`` of the only inspection where the account holds one of ``roles``, else those inspections as a table.

    ``template`` shows the table as ``inspections``; ``empty`` is said where there is none.
    """
    mine = request.user.sight.inspections(roles)
    rows = list(see(Inspection, request.user).filter(pk__in=mine).order_by("-starts", "title"))
    if len(rows) == 1:
        return redirect(onward, inspection=rows[0].pk)
    listed = [
        {"title": Link(row.title, reverse(onward, args=[row.pk])), "starts": row.starts, "ends": row.ends}
        for row in rows
    ]
    table = Table("", Sentence("巡察任务", "Inspections"), COLUMNS, listed, empty=empty)
    return show(request, template, inspections=table)
