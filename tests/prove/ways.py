"""The ways a secret comes into the office: by an action or by a page, by whoever may; and how it is read again."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import TODAY, Cast
from tests.findings.conftest import WRITTEN
from xuncha.fieldwork.actions.borrow import ask_files
from xuncha.fieldwork.actions.correct import give_correction
from xuncha.fieldwork.actions.write_note import write_note
from xuncha.findings.actions.make_lead import LeadText, make_lead
from xuncha.findings.actions.raise_observation import raise_observation
from xuncha.findings.actions.write_paper import write_paper
from xuncha.findings.models import WorkingPaper
from xuncha.interviews.actions.add import add_person
from xuncha.leaving.actions.begin import begin_leaving
from xuncha.leaving.actions.write import evaluate, write_words
from xuncha.letters.actions import register as registering
from xuncha.letters.actions.register import register_letter
from xuncha.letters.core.intake import LetterRow
from xuncha.letters.models import Letter
from xuncha.papers.actions.attach import attach
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.core.forms import form_named
from xuncha.papers.models import Paper
from xuncha.screening.actions.load_ledger import load_ledger
from xuncha.trust.access import see

_number = count(1)


def _client(cast: Cast, who: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(getattr(cast, who))
    return client


def _letter(**texts: str) -> Callable[[Cast, str], None]:
    def plant(cast: Cast, secret: str) -> None:
        given = {"text": f"第{next(_number)}件来信", **dict.fromkeys(texts, secret)}
        row = LetterRow("", 0, channel="post", day=TODAY, **given)
        register_letter(by=cast.petition, inspection=cast.inspection, row=row)

    return plant


def by_page(cast: Cast, secret: str) -> None:
    """A letter typed into the page, with what is typed kept as a draft on the way."""
    client, address = _client(cast, "petition"), f"/inspections/{cast.inspection.pk}/letters/enter/"
    form = {
        "channel": "post",
        "day": TODAY.isoformat(),
        "text": secret,
        "subject": secret,
        "reported": secret,
    }
    client.post("/desk/draft/", {**form, "draft_key": address})
    client.post(address, {**form, "day": "不是日期"})
    client.post(address, form)


def by_fault(cast: Cast, secret: str) -> None:
    """The program fails while it holds the secret."""

    def failing(*_: object, **__: object) -> None:
        raise ValueError(f"cannot take {secret}")

    before = registering.enter
    registering.enter = failing
    try:
        by_page(cast, secret)
    finally:
        registering.enter = before


def by_stranger(cast: Cast, secret: str) -> None:
    """Typed by somebody without the right."""
    _client(cast, "stranger").post(f"/inspections/{cast.inspection.pk}/letters/enter/", {"text": secret})
    _client(cast, "nobody").get("/papers/", {"q": "试", "text": "试"})


def working_paper(cast: Cast, secret: str) -> None:
    from dataclasses import replace

    seen = raise_observation(by=cast.member, inspection=cast.inspection, source="hit", text=secret)
    write_paper(
        by=cast.member, inspection=cast.inspection, organisation=cast.unit, written=replace(WRITTEN, title=secret, text=secret),
        authors=[cast.member, cast.member2], observations=[seen], evidence=[secret],
    )  # fmt: skip


def lead(cast: Cast, secret: str) -> None:
    written = LeadText(secret, "股长", secret, "廉洁纪律", "转账记录1份", "时间金额明确")
    make_lead(by=cast.member, inspection=cast.inspection, written=written)


def note(cast: Cast, secret: str) -> None:
    write_note(
        by=cast.member, inspection=cast.inspection, method="visit", on=TODAY, heading=secret, text=secret
    )


def file_title(cast: Cast, secret: str) -> None:
    ask_files(by=cast.member, inspection=cast.inspection, titles=[secret])


def correction(cast: Cast, secret: str) -> None:
    give_correction(by=cast.leader, inspection=cast.inspection, problem=secret, demand=secret, due=TODAY)


def talk(cast: Cast, secret: str) -> None:
    add_person(by=cast.member, inspection=cast.inspection, kind="asked", name=secret, post="职工")


def leaving(cast: Cast, secret: str) -> None:
    row = begin_leaving(by=cast.office, inspection=cast.inspection, account=cast.member2)
    write_words(by=cast.member2, leaving=row, version=row.version, words=secret)
    row.refresh_from_db(from_queryset=see(type(row), cast.office))
    evaluate(by=cast.leader, leaving=row, version=row.version, evaluation=secret)


def attachment(cast: Cast, secret: str) -> None:
    content = f"日期,摘要\n2024-03-05,{secret}\n".encode("gb18030")
    attach(
        by=cast.petition,
        name=f"{secret}.csv",
        content=content,
        inspection_id=cast.inspection.pk,
        audience="petition",
    )


def sent_file(cast: Cast, secret: str) -> None:
    """Sent by a browser, in several pieces, the secret in the first and the last; once as what it is, once as what is refused."""
    line = f'2024-03-05,{next(_number)},某厂,材料款,"18,640.00"\n'
    marked = f'2024-03-05,1,{secret},{secret},"1.00"\n'
    content = f"日期,凭证号,收款人,摘要,金额\n{marked}{line * 4000}{marked}".encode()
    for ending, answer in (("csv", 302), ("pdf", 422)):
        file = SimpleUploadedFile(f"{secret}.{ending}", content)
        sent = _client(cast, "member").post(
            f"/inspections/{cast.inspection.pk}/books/", {"do": "load", "file": file}
        )
        if sent.status_code != answer:
            raise AssertionError(f"a file that was sent was answered by {sent.status_code}")


def ledger(cast: Cast, secret: str) -> None:
    content = f'日期,凭证号,收款人,摘要,金额\n2024-03-05,1,{secret},{secret},"18,640.00"\n'.encode("gb18030")
    load_ledger(by=cast.member, inspection=cast.inspection, name=f"{secret}.csv", content=content)


def paper(cast: Cast, secret: str) -> None:
    facts = {
        key: secret if isinstance(one, str) else one
        for key, one in form_named("approval_request").sample.items()
    }
    draft_paper(by=cast.office, form="approval_request", facts=facts)


WAYS: dict[str, Callable[[Cast, str], None]] = {
    "letter.text": _letter(text=""), "letter.heading": _letter(subject=""), "letter.reported": _letter(reported=""),
    "letter.body": _letter(reported_body=""),
    "page": by_page, "fault": by_fault, "stranger": by_stranger, "working paper": working_paper, "lead": lead, "note": note,
    "file": file_title, "correction": correction, "talk": talk, "leaving": leaving, "attachment": attachment,
    "ledger": ledger, "sent file": sent_file, "paper": paper,
}  # fmt: skip


def read_again(cast: Cast, rng: random.Random) -> None:
    """Pages that open sealed content, a download, and pages that refuse, so that whatever they leave behind is looked at too."""
    letters = list(see(Letter, cast.petition).order_by("-serial")[:3])
    papers = list(see(Paper, cast.office).order_by("-serial")[:1])
    written = list(see(WorkingPaper, cast.member).order_by("-serial")[:1])
    addresses = [(who, f"/letters/{one.pk}/") for one in letters for who in ("petition", "stranger")]
    addresses += [("office", f"/papers/{one.pk}/file/") for one in papers]
    addresses += [("member", f"/working-papers/{one.pk}/") for one in written]
    addresses += [("leader", f"/inspections/{cast.inspection.pk}/leads/"), ("audit", "/journal/")]
    for who, address in rng.sample(addresses, min(3, len(addresses))):
        _client(cast, who).get(address)
