"""信访登记: every letter of an inspection, the one with the nearest due day first."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.table import Table
from xuncha.letters.models import READERS, Letter, Matter
from xuncha.letters.pages._chart import by_day
from xuncha.letters.pages._words import COLUMNS, letter_row
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.access import see, see_one

SEALED_COLUMNS = {
    Letter: ("heading", "text", "reporter", "contact", "about", "envelope"),
    Matter: ("text", "handling"),
}
"""What a list never needs: left in the database."""
EMPTY = Sentence(
    "还没有信访件。请登记来信，或者导入来信表。", "No letters yet. Register one or import a table."
)


@page(
    "inspections/<uuid:inspection>/letters/",
    title=Sentence("信访登记", "Letters"),
    roles=READERS,
    where="inspection",
)
def desk(request: HttpRequest, inspection: UUID) -> HttpResponse:
    """No content is opened here: numbers, days, channels, ways and stages only."""
    one = see_one(Inspection, request.user, inspection)
    today = clock.today()
    letters = list(see(Letter, request.user).filter(inspection=one).defer(*SEALED_COLUMNS[Letter]))
    letters.sort(key=lambda x: (x.stage == "closed", x.due or date.max, x.serial))
    of: defaultdict[UUID, list[Matter]] = defaultdict(list)
    matters = see(Matter, request.user).filter(inspection=one).exclude(state="void")
    for matter in matters.defer(*SEALED_COLUMNS[Matter]):
        of[matter.letter_id].append(matter)
    rows = [letter_row(letter, of[letter.pk], today) for letter in letters]
    return show(
        request,
        "letters/desk.html",
        inspection=one,
        letters=Table("letters", Sentence("信访登记簿", "Register of letters"), COLUMNS, rows, empty=EMPTY),
        figures=_figures(letters, of, today),
        option=by_day(letters),
        closed=today > one.ends,
    )


def _figures(letters: list[Letter], of: dict[UUID, list[Matter]], today: date) -> dict[str, int]:
    """What waits: for the desk's own work, not a yield of anybody."""
    open_matters = [m for matters in of.values() for m in matters if m.state != "closed"]
    return {
        "propose": sum(m.state == "open" for m in open_matters),
        "sign": sum(m.state in ("proposed", "recorded") for m in open_matters),
        "sent": sum(m.state == "sent" for m in open_matters),
        "late": sum(x.due is not None and x.due < today for x in letters),
    }
