"""The machines' pages: who sees them, what they hand out, what they do not tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.machines.conftest import Out
from tests.machines.double import Double, sealed
from xuncha.fieldwork.models import Note
from xuncha.machines.models import Carriage, Machine
from xuncha.trust import vault
from xuncha.trust.access import whole

pytestmark = pytest.mark.django_db
Enter = Callable[..., Client]


def page_of(out: Out) -> str:
    return reverse("machines-machine", args=[out.machine.pk])


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("x.xcb", data)


def test_a_machine_is_entered_by_its_line(cast: Cast, enter: Enter) -> None:
    told = Double().told
    answer = enter(cast.office).post(
        reverse("machines-machines"), {"do": "register", "label": "一号机", "introduction": told.text()}
    )
    assert answer.status_code == 302
    row = whole(Machine, "test").get()
    assert (row.label, row.known_as, row.state) == ("一号机", told.known_as, Machine.REGISTERED)


def test_a_line_that_is_none_is_refused_beside_the_form(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.office).post(
        reverse("machines-machines"), {"do": "register", "label": "一号机", "introduction": "你好"}
    )
    assert answer.status_code == 422
    assert "这不是单机的登记文字" in answer.content.decode()
    assert whole(Machine, "test").count() == 0


def test_configuring_hands_out_a_file_whose_name_tells_nothing(cast: Cast, enter: Enter) -> None:
    client, double = enter(cast.office), Double()
    client.post(
        reverse("machines-machines"),
        {"do": "register", "label": "一号机", "introduction": double.told.text()},
    )
    row = whole(Machine, "test").get()
    people = [str(cast.leader.pk), str(cast.member.pk)]
    answer = client.post(
        reverse("machines-machine", args=[row.pk]) + f"?inspection={cast.inspection.pk}",
        {"do": "configure", "people": people, "carrier": people[1]},
    )
    number = whole(Carriage, "test").get().number
    assert answer["Content-Disposition"] == f"attachment; filename*=UTF-8''{number}.xcb"
    double.take_in(answer.content)
    assert double.scope["people"] == sorted(people)


def test_the_way_home_on_the_page_of_the_machine(out: Out, enter: Enter) -> None:
    out.double.edit("note", out.note.pk, method="visit")
    data, office, other = out.double.back(), enter(out.cast.office), enter(out.cast.office2)
    assert office.post(page_of(out), {"do": "check", "file": upload(data)}).status_code == 302
    shown = other.get(page_of(out)).content.decode()
    assert "序号衔接" in shown
    assert other.post(page_of(out), {"do": "approve"}).status_code == 302
    assert office.post(page_of(out), {"do": "merge", "file": upload(data)}).status_code == 302
    assert whole(Carriage, "test").get(sent=False).state == Carriage.MERGED
    assert out.fresh().method == "visit"
    answer = office.post(page_of(out), {"do": "receipt"}).content.decode()
    assert f"xuncha-merged-1:{out.double.known_as}:" in answer


def test_the_office_is_not_told_of_tables_it_does_not_see_and_the_leader_is(out: Out, enter: Enter) -> None:
    out.double.edit("note", out.note.pk, method="visit")
    out.check(out.double.back())
    assert "调阅走访记录" not in enter(out.cast.office).get(page_of(out)).content.decode()
    assert "调阅走访记录" in enter(out.cast.leader).get(page_of(out)).content.decode()


def test_a_file_that_is_no_bundle_is_refused_at_its_field(out: Out, enter: Enter) -> None:
    answer = enter(out.cast.office).post(page_of(out), {"do": "check", "file": upload(b"PK\x03\x04")})
    assert "这不是数据包" in answer.content.decode()
    assert whole(Carriage, "test").filter(sent=False).count() == 0


def test_a_refused_bundle_says_why_and_that_nothing_was_changed(out: Out, enter: Enter) -> None:
    thief = Double(known_as="deadbeef")
    thief.records, thief.scope, thief.files = out.double.records, out.double.scope, out.double.files
    answer = enter(out.cast.office).post(page_of(out), {"do": "check", "file": upload(thief.back())})
    assert answer.status_code == 422
    assert "整包不收" in answer.content.decode()


@pytest.mark.parametrize("who", ["member", "petition", "stranger", "contact", "audit", "nobody"])
def test_who_has_nothing_to_do_with_it_does_not_see_a_machine(out: Out, enter: Enter, who: str) -> None:
    assert enter(getattr(out.cast, who)).get(page_of(out)).status_code in {403, 404}


def test_the_slip_names_number_digits_and_carrier_and_no_unit(out: Out, enter: Enter) -> None:
    carriage = whole(Carriage, "test").select_related("carrier").get()
    shown = enter(out.cast.liaison).get(reverse("machines-slip", args=[carriage.pk])).content.decode()
    slip = shown[shown.index('<div class="slips">') :]
    assert carriage.number in slip
    assert all(f"<span>{carriage.digest[at : at + 4]}</span>" in slip for at in range(0, 32, 4))
    assert carriage.carrier.name in slip
    assert out.cast.unit.name not in slip
    assert 'class="qr"' in slip


def test_a_conflict_is_read_and_decided_on_its_page(out: Out, enter: Enter) -> None:
    note = out.fresh()
    whole(Note, "test").filter(pk=note.pk).update(text=vault.seal(note, "text", "这边写的"))
    out.double.edit("note", note.pk, text=sealed(vault.seal(note, "text", "单机写的")))
    out.merge(out.double.back())
    client, address = enter(out.cast.leader), reverse("machines-conflicts", args=[out.cast.inspection.pk])
    shown = client.get(address)
    assert "这边写的" in shown.content.decode()
    assert f"调阅走访记录第{note.serial}号" in shown.content.decode()
    (one,) = shown.context["conflicts"]
    choice = one["apart"].versions[1]
    client.post(address, {"trace": one["apart"].trace, "name": "text", "choice": choice.digest})
    assert vault.open_bytes(out.fresh(), "text").decode() == "单机写的"
    assert "没有需要确定的内容" in client.get(address).content.decode()


def test_what_waits_is_among_the_things_to_do(out: Out, enter: Enter) -> None:
    carriage = out.check(out.double.back())
    waiting = f"数据包{carriage.number}待审核"
    assert waiting in enter(out.cast.office2).get(reverse("office-home")).content.decode()
    assert waiting not in enter(out.cast.liaison).get(reverse("office-home")).content.decode()
