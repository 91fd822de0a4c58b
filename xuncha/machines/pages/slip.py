"""The hand-over slip of a bundle: number, first groups of its fingerprint, carrier, two signatures, QR."""

from __future__ import annotations

from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe

from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.parts import Crumb
from xuncha.machines import telling
from xuncha.machines.models import KEEPERS, Carriage
from xuncha.trust.access import see, see_one
from xuncha.trust.core.roles import OFFICE

COPIES = (
    Sentence("第一联 交出方存", "1 · who hands over"),
    Sentence("第二联 接收方存", "2 · who receives"),
)


@page(
    "machines/bundles/<uuid:carriage>/slip/",
    title=Sentence("数据包交接单", "Hand-over slip"),
    roles=OFFICE | KEEPERS,
)
def slip(request: HttpRequest, carriage: UUID) -> HttpResponse:
    see_one(Carriage, request.user, carriage)
    row = see(Carriage, request.user).select_related("carrier", "machine").get(pk=carriage)
    return show(
        request, "machines/slip.html", bundle=row, copies=COPIES, groups=telling.slip_groups(row).split(), code=_qr(row),
        crumbs=[
            Crumb(Sentence("单机", "Machines"), reverse("machines-machines")),
            Crumb(Sentence(row.machine.label, row.machine.label), reverse("machines-machine", args=[row.machine_id])),
        ],
    )  # fmt: skip


def _qr(row: Carriage) -> str:
    """The code as a drawing inside the page."""
    drawn = segno.make(telling.slip_code(row), error="m")
    return mark_safe(drawn.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None))
