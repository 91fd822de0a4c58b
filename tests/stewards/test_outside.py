"""What goes outside: put together by one, looked into and approved by another, closed once, fetched in time; and nothing else."""

from __future__ import annotations

import io
import tarfile
from datetime import timedelta

import docx
import pyrage
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import TODAY, Cast
from xuncha.papers.actions.attach import File
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.core.forms import form_named
from xuncha.papers.models import Paper
from xuncha.sealed import age
from xuncha.stewards import outside
from xuncha.stewards.actions import export_outside
from xuncha.stewards.actions.export_outside import close_package, compose, fetch, open_part, read_about
from xuncha.stewards.models import OutsidePackage
from xuncha.trust import clock, two, vault
from xuncha.trust.access import see, whole
from xuncha.trust.actions.approve import approve
from xuncha.trust.actions.end_proposal import end_proposal
from xuncha.trust.models import Account, DeedProposal, Entry, ProposalCopy
from xuncha.trust.refusal import NoRight, NotSeen, Refusal

pytestmark = pytest.mark.django_db
READY = File("台账.csv", "序号,事项\n1,SENTINEL堤防\n".encode())
WORDS = {"what": "整改台账", "to": "市委巡察办", "reason": "来函〔2026〕8号", "way": outside.BY_KEY}


@pytest.fixture
def receiver() -> tuple[str, str]:
    return age.key_pair()


@pytest.fixture
def package(cast: Cast, receiver) -> OutsidePackage:
    return compose(by=cast.office, **WORDS, recipient=receiver[1], file=READY)


def fresh(package: OutsidePackage, by: Account) -> OutsidePackage:
    return see(OutsidePackage, by).get(pk=package.pk)


def proposal_of(package: OutsidePackage) -> DeedProposal:
    return whole(DeedProposal, "test").get(pk=package.proposal_id)


def approved(package: OutsidePackage, by: Account) -> DeedProposal:
    return approve(by=by, proposal=proposal_of(package), version=1)


def contents(data: bytes, identity: str) -> dict[str, bytes]:
    plain = age.open_age(data, identity)
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        return {one.name: tar.extractfile(one).read() for one in tar}


def refused(work, **arguments) -> str:
    with pytest.raises(Refusal) as no:
        work(**arguments)
    return no.value.code


def test_proposed_looked_into_approved_closed_and_fetched_the_receiver_has_what_was_approved(
    cast: Cast, package, receiver
) -> None:
    looked = open_part(by=cast.office2, package=package, name="01.csv")
    assert looked == READY.content
    assert approved(package, cast.office2).state == "done"
    closed = close_package(by=cast.office, package=fresh(package, cast.office))
    assert closed.phrase == ""
    got = contents(fetch(by=cast.office, package=fresh(package, cast.office)), receiver[0])
    assert got["01.csv"] == looked
    assert set(got) == {"01.csv", "contents.txt"}
    assert "台账.csv" in got["contents.txt"].decode()
    row = fresh(package, cast.office)
    assert (row.closed_by, row.closed_on, row.fetched_on) == (cast.office, TODAY, TODAY)
    assert proposal_of(package).used_on == TODAY


def test_nothing_is_closed_before_a_second_person_approved(cast: Cast, package) -> None:
    assert refused(close_package, by=cast.office, package=package) == "needs-two"
    assert refused(fetch, by=cast.office, package=package) == "not-closed"
    assert fresh(package, cast.office).closed is None


def test_one_person_does_not_do_both(cast: Cast, package) -> None:
    assert refused(approved, package=package, by=cast.office) == "same-person"
    Account.objects.filter(pk=cast.office2.pk).update(person_id=proposal_of(package).proposer)
    again = Account.objects.get(pk=cast.office2.pk)
    assert refused(approved, package=package, by=again) == "same-person"
    assert proposal_of(package).state == "open"
    assert refused(close_package, by=cast.office, package=package) == "needs-two"


def test_changed_content_voids_the_approval(cast: Cast, package) -> None:
    changed = outside.packed(
        read_about(by=cast.office, package=package), [outside.Part("台账.csv", ".csv", b"more")]
    )
    row = fresh(package, cast.office)
    sealed = vault.seal(row, "content", vault.stream_of(changed))
    whole(OutsidePackage, "test").filter(pk=row.pk).update(content=sealed)
    assert approved(package, cast.office2).state == "void"
    assert refused(close_package, by=cast.office, package=fresh(package, cast.office)) == "needs-two"
    assert fresh(package, cast.office).closed is None


@pytest.mark.parametrize("column", ["content", "about"])
def test_content_changed_after_the_approval_does_not_leave(cast: Cast, package, column) -> None:
    approved(package, cast.office2)
    row = fresh(package, cast.office)
    about = read_about(by=cast.office, package=package)
    if column == "about":
        sealed = vault.seal(
            row, "about", vault.open_bytes(row, "about").replace("市委巡察办".encode(), "别的单位".encode())
        )
    else:
        other = outside.packed(about, [outside.Part("台账.csv", ".csv", b"more")])
        sealed = vault.seal(row, "content", vault.stream_of(other))
    whole(OutsidePackage, "test").filter(pk=row.pk).update(**{column: sealed})
    assert refused(close_package, by=cast.office, package=fresh(package, cast.office)) == "needs-two"
    after = fresh(package, cast.office)
    assert (after.closed, proposal_of(package).used_on) == (None, None)


def test_an_approval_is_used_once(cast: Cast, package) -> None:
    approved(package, cast.office2)
    close_package(by=cast.office, package=fresh(package, cast.office))
    assert refused(close_package, by=cast.office, package=fresh(package, cast.office)) == "needs-two"


def test_after_its_days_it_is_neither_closed_nor_fetched_and_its_content_is_erased(
    cast: Cast, package
) -> None:
    approved(package, cast.office2)
    close_package(by=cast.office, package=fresh(package, cast.office))
    late = proposal_of(package).expires + timedelta(days=1)
    assert export_outside.erase_over(late - timedelta(days=1)) == 0
    with clock.on_day(late):
        assert refused(fetch, by=cast.office, package=fresh(package, cast.office)) == "not-closed"
        assert export_outside.erase_over(late) == 1
    row = fresh(package, cast.office)
    assert (row.content, row.closed) == (None, None)


def test_declined_it_never_leaves(cast: Cast, package) -> None:
    end_proposal(by=cast.office2, proposal=proposal_of(package))
    assert refused(close_package, by=cast.office, package=package) == "needs-two"


def test_only_who_closed_it_fetches_it(cast: Cast, package) -> None:
    approved(package, cast.office2)
    close_package(by=cast.office, package=fresh(package, cast.office))
    assert refused(fetch, by=cast.office2, package=fresh(package, cast.office2)) == "not-closed"


def test_a_passphrase_is_shown_once_and_opens_it(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(age, "close_by_phrase", lambda plain, phrase: phrase.encode() + plain)
    package = compose(by=cast.office, **{**WORDS, "way": outside.BY_PHRASE}, file=READY)
    approved(package, cast.office2)
    closed = close_package(by=cast.office, package=fresh(package, cast.office))
    assert len(closed.phrase.replace(" ", "")) == outside.PHRASE_SIGNS
    assert closed.phrase not in repr(closed)
    assert fetch(by=cast.office, package=closed.package).startswith(closed.phrase.encode())
    bodies = "".join(whole(Entry, "test").values_list("body", flat=True))
    assert closed.phrase not in bodies


def test_by_phrase_is_an_age_file_in_steps() -> None:
    sealed = age.close_by_phrase(b"content", "a phrase")
    plain = pyrage.passphrase.decrypt(sealed, "a phrase")
    assert (plain.rstrip(b"\0"), len(plain)) == (b"content", age.STEP)


def test_papers_are_printed_into_it(cast: Cast, receiver) -> None:
    paper = drafted(cast)
    package = compose(by=cast.leader, **WORDS, recipient=receiver[1], papers=[paper])
    assert package.inspection_id == cast.inspection.pk
    part = open_part(by=cast.deputy, package=package, name="01.docx")
    assert docx.Document(io.BytesIO(part)).paragraphs


def drafted(cast: Cast, form: str = "working_paper") -> Paper:
    facts = form_named(form).sample
    made = draft_paper(by=cast.leader, form=form, facts=facts, inspection_id=cast.inspection.pk)
    return see(Paper, cast.leader).get(pk=made.pk)


def test_what_is_for_the_team_alone_is_approved_by_another_head_and_the_office_learns_nothing(
    cast: Cast, receiver, enter
) -> None:
    package = compose(by=cast.leader, **WORDS, recipient=receiver[1], papers=[drafted(cast)])
    for who in (cast.office, cast.office2):
        with pytest.raises(NotSeen):
            open_part(by=who, package=package, name="01.docx")
        assert enter(who).get(f"/outside/{package.pk}/").status_code == 404
    assert approved(package, cast.deputy).state == "done"
    assert close_package(by=cast.leader, package=fresh(package, cast.leader)).package.closed


def test_leads_are_not_put_in(cast: Cast, receiver) -> None:
    paper = drafted(cast, "lead_transfer")
    assert refused(compose, by=cast.leader, **WORDS, recipient=receiver[1], papers=[paper]) == "nothing"
    assert not whole(OutsidePackage, "test").exists()
    assert not whole(DeedProposal, "test").exists()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"what": " "}, "blank"),
        ({"to": ""}, "blank"),
        ({"way": "mail"}, "blank"),
        ({"recipient": "age1x"}, "recipient"),
        ({"recipient": ""}, "recipient"),
        ({"file": None}, "nothing"),
        ({"reason": " "}, "reason"),
        ({"file": File("a.exe", b"MZ")}, "upload.kind"),
    ],
)
def test_what_is_not_said_or_not_allowed_makes_no_package(cast: Cast, receiver, change, why) -> None:
    given = {**WORDS, "recipient": receiver[1], "file": READY, **change}
    assert refused(compose, by=cast.office, **given).startswith(why.split(".")[0])
    assert not whole(OutsidePackage, "test").exists()
    assert not whole(DeedProposal, "test").exists()


@pytest.mark.parametrize("who", ["member", "petition", "contact", "security", "system", "audit", "nobody"])
def test_who_may_not_send_puts_nothing_together(cast: Cast, receiver, who) -> None:
    with pytest.raises(NoRight):
        compose(by=getattr(cast, who), **WORDS, recipient=receiver[1], file=READY)
    assert not whole(OutsidePackage, "test").exists()


def test_a_head_of_another_team_sees_nothing_of_it(cast: Cast, receiver) -> None:
    package = compose(by=cast.leader, **WORDS, recipient=receiver[1], file=READY)
    with pytest.raises((NoRight, NotSeen)):
        open_part(by=cast.stranger, package=package, name="01.csv")
    with pytest.raises((NoRight, NotSeen)):
        approved(package, cast.stranger)


def test_who_has_no_copy_of_the_proposal_looks_into_nothing(cast: Cast, package) -> None:
    whole(ProposalCopy, "test").filter(account=cast.office2).delete()
    assert refused(open_part, by=cast.office2, package=package, name="01.csv") == "no-copy"
    assert refused(approved, package=package, by=cast.office2) == "no-copy"


def test_who_must_not_read_a_paper_in_it_gets_no_copy(cast: Cast, receiver, monkeypatch) -> None:
    paper = drafted(cast)

    def keep_away(act, row) -> None:
        if act.by.pk == cast.deputy.pk:
            raise NoRight

    monkeypatch.setattr("xuncha.papers.withholding.WITHHOLDERS", [keep_away])
    package = compose(by=cast.leader, **WORDS, recipient=receiver[1], papers=[paper])
    copies = set(whole(ProposalCopy, "test").values_list("account", flat=True))
    assert copies == {cast.leader.pk}
    assert refused(open_part, by=cast.deputy, package=package, name="01.docx") == "no-copy"


def test_neither_names_nor_content_are_in_the_journal_or_in_clear(cast: Cast, package) -> None:
    approved(package, cast.office2)
    close_package(by=cast.office, package=fresh(package, cast.office))
    bodies = "".join(whole(Entry, "test").values_list("body", flat=True))
    row = whole(OutsidePackage, "test").get()
    stored = bytes(row.about) + bytes(row.content) + bytes(row.closed)
    for word in ("SENTINEL", "市委巡察办", "台账"):
        assert word not in bodies
        assert word.encode() not in stored
    verbs = set(whole(Entry, "test").values_list("verb", flat=True))
    assert {"outside.compose", "outside.sealed", "outsidepackage.changed"} <= verbs


def test_the_pages_lead_through_it(cast: Cast, receiver, enter) -> None:
    office, second = enter(cast.office), enter(cast.office2)
    given = {**WORDS, "recipient": receiver[1], "file": SimpleUploadedFile("台账.csv", READY.content)}
    answer = office.post("/outside/new/", given)
    assert answer.status_code == 302
    row = see(OutsidePackage, cast.office).get()
    here = f"/outside/{row.pk}/"
    assert "市委巡察办" in second.get(here).content.decode()
    part = second.get(here + "?file=01.csv")
    assert part.getvalue() == READY.content
    assert second.get(here + "?file=../x").status_code == 422
    assert office.post(here, {"do": "close"}).status_code == 422
    assert second.post(f"/two/{row.proposal_id}/", {"do": "approve", "version": 1}).status_code == 302
    assert "封装" in office.get(here).content.decode()
    assert office.post(here, {"do": "close"}).status_code == 200
    got = office.post(here, {"do": "fetch"})
    assert two.code_of(proposal_of(row)) in got["Content-Disposition"]
    assert contents(got.getvalue(), receiver[0])["01.csv"] == READY.content
    listed = office.get("/outside/").content.decode()
    assert WORDS["to"] not in listed
    assert two.code_of(proposal_of(row)) in listed


def test_the_form_says_what_is_missing(cast: Cast, enter) -> None:
    answer = enter(cast.office).post("/outside/new/", {"what": "x"})
    assert answer.status_code == 200
    assert not whole(OutsidePackage, "test").exists()


@pytest.mark.parametrize("who", ["member", "petition", "security", "audit"])
def test_others_have_no_such_pages(cast: Cast, package, enter, who) -> None:
    client = enter(getattr(cast, who))
    for address in ("/outside/", "/outside/new/", f"/outside/{package.pk}/"):
        assert client.get(address).status_code in (403, 404)
