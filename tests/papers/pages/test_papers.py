"""Papers on the screen: whoever may not, does not; whoever may, is led from step to step."""

from datetime import date
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.base.uploads.files import docx, packed, pdf
from tests.cast import TODAY
from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.actions.record_decision import record_decision
from xuncha.papers.actions.record_signoff import record_signoff
from xuncha.papers.actions.submit import submit_paper
from xuncha.papers.core.forms import form_named
from xuncha.papers.models import Attachment, Decision, Paper, SignOff
from xuncha.trust import clock
from xuncha.trust.access import whole
from xuncha.trust.models import Entry
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db
FORM = "approval_request"
SCAN = pdf(Author="Scanner of Li")


@pytest.fixture(autouse=True)
def today():
    with clock.on_day(TODAY):
        yield


@pytest.fixture
def draft(cast):
    return draft_paper(by=cast.office, form=FORM, facts=form_named(FORM).sample)


def again(paper):
    return whole(Paper, "a test looks at the row").get(pk=paper.pk)


def post(client, paper, do, **fields):
    return client.post(f"/papers/{paper.pk}/", {"do": do, "version": again(paper).version, **fields})


def test_the_list_names_the_paper_and_its_state(cast, draft, enter):
    page = enter(cast.office).get("/papers/").content.decode()
    assert f"/papers/{draft.pk}/" in page
    assert "草稿" in page


def test_the_list_is_filtered_by_state(cast, draft, enter):
    client = enter(cast.office)
    assert f"/papers/{draft.pk}/" in client.get("/papers/?state=draft").content.decode()
    assert f"/papers/{draft.pk}/" not in client.get("/papers/?state=delivered").content.decode()


def test_the_list_is_handed_out_as_excel(cast, draft, enter):
    answer = enter(cast.office).get("/papers/?xlsx=papers")
    assert answer.content.startswith(b"PK")


def test_a_team_does_not_see_a_paper_of_the_office(cast, draft, enter):
    client = enter(cast.member)
    assert f"/papers/{draft.pk}/" not in client.get("/papers/").content.decode()
    assert client.get(f"/papers/{draft.pk}/").status_code == 404
    assert client.get(f"/papers/{draft.pk}/file/").status_code == 404


def test_administrators_do_not_open_papers(cast, draft, enter):
    assert {
        enter(getattr(cast, who)).get("/papers/").status_code for who in ("system", "security", "audit")
    } == {403}


def test_a_draft_offers_to_submit_it_first(cast, draft, enter):
    page = enter(cast.office).get(f"/papers/{draft.pk}/").content.decode()
    assert page.index('value="submit"') < page.index('value="void"')
    assert 'value="stamp"' not in page


def test_submitting_and_recording_a_signature_with_its_scan(cast, draft, enter):
    client = enter(cast.office)
    post(client, draft, "submit")
    scan = SimpleUploadedFile("签批原件.pdf", pdf())
    answer = post(
        client,
        draft,
        "record_signoff",
        step="签发人",
        signer="周正",
        signed_on="2026-11-20",
        scan=scan,
        original_at="",
    )
    assert answer.status_code == 302
    assert whole(SignOff, "test").get().scan_id == whole(Attachment, "test").get().pk


def test_a_signature_without_original_is_refused_and_nothing_is_kept(cast, draft, enter):
    client = enter(cast.office)
    post(client, draft, "submit")
    answer = post(
        client, draft, "record_signoff", step="签发人", signer="周正", signed_on="2026-11-20", original_at=""
    )
    assert answer.status_code == 422
    assert "原件扫描件或存放处" in answer.content.decode()
    assert not whole(SignOff, "test").exists()


def test_confirming_by_the_code_on_the_original(cast, draft, enter):
    submit_paper(by=cast.office, paper=draft)
    record_signoff(
        by=cast.office, paper=draft, signer="周正", signed_on=date(2026, 11, 20), original_at="柜3"
    )
    assert enter(cast.office2).post("/papers/confirm/", {"code": draft.code}).status_code == 302
    assert again(draft).state == "signed"


def test_the_page_of_a_paper_does_not_show_the_code_that_the_original_must_prove(cast, draft, enter):
    submit_paper(by=cast.office, paper=draft)
    record_signoff(
        by=cast.office, paper=draft, signer="周正", signed_on=date(2026, 11, 20), original_at="柜3"
    )
    assert draft.code not in enter(cast.office2).get(f"/papers/{draft.pk}/").content.decode()
    assert draft.code not in enter(cast.office2).get("/papers/").content.decode()


def test_a_wrong_code_says_what_to_check(cast, draft, enter):
    answer = enter(cast.office2).post("/papers/confirm/", {"code": "AAAA-AAAA"})
    assert answer.status_code == 422
    assert "请核对原件页脚的事实码" in answer.content.decode()


def test_a_paper_downloads_as_word_named_without_persons(cast, draft, enter):
    answer = enter(cast.office).get(f"/papers/{draft.pk}/file/")
    assert answer.content.startswith(b"PK")
    assert "2026-11-20%20%E5%91%88%E6%89%B9%E4%BB%B6.docx" in answer["Content-Disposition"]


def test_the_sign_off_sheet_downloads(cast, draft, enter):
    assert enter(cast.office).get(f"/papers/{draft.pk}/file/?sheet=1").content.startswith(b"PK")


def test_a_clerk_writes_a_request_by_hand(cast, enter):
    fields = {"to": "县委", "title": "关于事项的请示", "paragraphs": "一段\n\n二段", "proposals": "同意。"}
    answer = enter(cast.office).post(f"/papers/new/{FORM}/", fields)
    paper = whole(Paper, "test").get()
    assert answer["Location"] == f"/papers/{paper.pk}/"


def test_of_two_people_rewording_the_second_sees_both_and_loses_nothing(cast, draft, enter):
    seen = draft.version
    first, second = enter(cast.office), enter(cast.office2)
    address = f"/papers/{draft.pk}/edit/"
    assert first.post(address, {"title": "甲的标题", "version": seen}).status_code == 302
    answer = second.post(address, {"title": "乙的标题", "version": seen})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "甲的标题" in page
    assert "乙的标题" in page
    assert again(draft).version == seen + 1
    reopened = second.get(address).content.decode()
    assert "乙的标题" in reopened


def test_after_comparing_the_second_can_save(cast, draft, enter):
    address = f"/papers/{draft.pk}/edit/"
    enter(cast.office).post(address, {"title": "甲的标题", "version": draft.version})
    assert (
        enter(cast.office2).post(address, {"title": "乙的标题", "version": again(draft).version}).status_code
        == 302
    )


def test_the_contact_sees_no_steps_to_take(cast, enter):
    paper = draft_paper(
        by=cast.office, form=FORM, facts=form_named(FORM).sample, organisation_id=cast.unit.pk
    )
    whole(Paper, "test").filter(pk=paper.pk).update(state="delivered", delivered_on=TODAY, issued_on=TODAY)
    page = enter(cast.contact).get(f"/papers/{paper.pk}/").content.decode()
    assert 'name="do"' not in page
    assert "下载" in page


def test_a_decision_is_recorded_and_confirmed_by_another(cast, enter):
    fields = {
        "kind": "整改延期",
        "body": "领导小组会议",
        "decided_on": "2026-11-19",
        "document": "会议纪要12号",
        "says": "",
    }
    assert enter(cast.office).post("/papers/decisions/", fields).status_code == 302
    decision = whole(Decision, "test").get()
    enter(cast.office).post("/papers/decisions/", {"confirm": str(decision.pk)})
    assert whole(Decision, "test").get().confirmed_by is None
    enter(cast.office2).post("/papers/decisions/", {"confirm": str(decision.pk)})
    assert whole(Decision, "test").get().confirmed_by_id == cast.office2.pk


def test_a_decision_without_document_is_refused(cast):
    with pytest.raises(Refusal, match="文号、会议纪要或原件存放处"):
        record_decision(by=cast.office, kind="延期", body="县委", decided_on=TODAY, document=" ")
    assert not whole(Decision, "test").exists()


def test_what_waits_is_on_the_first_page(cast, draft, enter):
    assert "草稿待送签" in enter(cast.office).get("/").content.decode()
    submit_paper(by=cast.office, paper=draft)
    record_signoff(by=cast.office, paper=draft, signer="周正", signed_on=TODAY, original_at="柜3")
    assert "处签批待您对照原件复核" not in enter(cast.office).get("/").content.decode()
    assert "有 1 处签批待您对照原件复核" in enter(cast.office2).get("/").content.decode()


def scanned(cast, enter, draft):
    client = enter(cast.office)
    post(client, draft, "submit")
    scan = SimpleUploadedFile("李某签批件.pdf", SCAN)
    post(
        client,
        draft,
        "record_signoff",
        step="签发人",
        signer="周正",
        signed_on="2026-11-20",
        scan=scan,
        original_at="",
    )
    return whole(Attachment, "test").get()


def test_a_scan_opens_under_a_neutral_name(cast, draft, enter):
    answer = enter(cast.office2).get(f"/attachments/{scanned(cast, enter, draft).pk}/")
    sent = answer.getvalue()
    assert sent.startswith(b"%PDF-")
    assert b"Scanner of Li" not in sent
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''%E9%99%84%E4%BB%B6.pdf"


def test_the_original_is_kept_as_it_came_and_its_name_tells_of_metadata(cast, draft, enter):
    answer = enter(cast.office2).get(f"/attachments/{scanned(cast, enter, draft).pk}/?original")
    assert answer.getvalue() == SCAN
    assert "含原始元数据" in unquote(answer["Content-Disposition"])


def test_a_scan_that_runs_a_program_is_refused_and_the_refusal_alone_is_journalled(cast, draft, enter):
    client = enter(cast.office)
    post(client, draft, "submit")
    scan = SimpleUploadedFile("李某签批件.docx", packed({"word/vbaProject.bin": b"x"}, docx()))
    answer = post(
        client,
        draft,
        "record_signoff",
        step="签发人",
        signer="周正",
        signed_on="2026-11-20",
        scan=scan,
        original_at="",
    )
    assert answer.status_code == 422
    assert "文件带有宏" in answer.content.decode()
    assert (whole(Attachment, "test").count(), whole(SignOff, "test").count()) == (0, 0)
    last = whole(Entry, "test").order_by("-seq")[0]
    assert (last.verb, last.refused) == ("papers.attach", "upload.macro")
    assert "李某" not in last.body


def test_a_scan_of_the_office_is_not_found_by_a_team(cast, draft, enter):
    key = scanned(cast, enter, draft).pk
    assert enter(cast.member).get(f"/attachments/{key}/").status_code == 404
    assert enter(cast.contact).get(f"/attachments/{key}/").status_code == 404


def test_the_name_of_a_scan_is_sealed_in_the_table(cast, draft, enter):
    assert "李某".encode() not in bytes(scanned(cast, enter, draft).name)


def test_many_papers_that_wait_for_the_same_step_are_one_line(cast, enter):
    for _ in range(5):
        draft_paper(by=cast.office, form=FORM, facts=form_named(FORM).sample)
    page = enter(cast.office).get("/").content.decode()
    assert "5 件文书草稿待送签" in page
    assert "《呈批件》" not in page
