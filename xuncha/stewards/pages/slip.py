"""One slip, four times on a sheet of A4: to be cut, signed by hand and kept in four places."""

from __future__ import annotations

from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe

from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.parts import Crumb
from xuncha.stewards.found import house_public
from xuncha.trust.access import see_one
from xuncha.trust.actions.sign_head import AUDIT
from xuncha.trust.core import heads
from xuncha.trust.models import SignedHead
from xuncha.trust.refusal import Refusal

FORGED = Refusal(
    "forged",
    Sentence(
        "这张存根的登记被改动过，不能打印。", "The register of this slip was changed; it is not printed."
    ),
    Sentence("请核验全部留痕，并重新签发一张。", "Check the whole journal and sign a new one."),
)
COPIES = (
    Sentence("第一联 安全审计员存", "1 · the auditor's"),
    Sentence("第二联 巡察办主任存", "2 · the head of office's"),
    Sentence("第三联 县纪委监委存", "3 · the discipline commission's"),
    Sentence("第四联 随卷存", "4 · for the file"),
)


@page("journal/heads/<uuid:head>/", title=Sentence("留痕存根", "Slip"), roles=AUDIT)
def slip(request: HttpRequest, head: UUID) -> HttpResponse:
    """What is printed is read from the signed code, not from the columns beside it."""
    row = see_one(SignedHead, request.user, head)
    signed = heads.genuine(row.code, house_public())
    if signed is None:
        raise FORGED
    return show(
        request, "stewards/slip.html", signed=signed, copies=COPIES, groups=heads.groups(signed.root, signed.seq),
        key=heads.fingerprint(signed.public), code=_qr(signed.code),
        crumbs=[Crumb(Sentence("留痕存根", "Slips"), reverse("stewards-heads"))],
    )  # fmt: skip


def _qr(text: str) -> str:
    """The code as a drawing inside the page."""
    return mark_safe(
        segno.make(text, error="m").svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    )
