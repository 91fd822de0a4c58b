"""The registry's pages: who may open them, the way from a file to the registry, and a change of head."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import TODAY, account, grant
from tests.registry.core.books import UNITS, xlsx
from xuncha.base.sheets_in import read_book
from xuncha.registry.actions.change_holder import change_holder
from xuncha.registry.held import Held, held, hold
from xuncha.registry.models import Organisation, Person, Tenure
from xuncha.registry.pages import upload as upload_page
from xuncha.registry.pages.todo import registry as todo
from xuncha.trust.core.roles import Role
from xuncha.trust.refusal import NoRight, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast, enter):
    return enter(cast.office)


def upload(browser, raw, name="县情.xlsx"):
    file = SimpleUploadedFile(name, raw)
    return browser.post(reverse("registry-upload"), {"file": file}, follow=True)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_both_trees_are_listed_with_heads_of_today(cast, office):
    page = text(office.get(reverse("registry-organisations")))
    assert cast.unit.name in page
    assert "现任乙" in page
    assert "前任甲" not in page
    assert cast.party.name in text(office.get(reverse("registry-organisations"), {"tree": "party"}))


def test_filters_narrow_the_list(cast, office):
    page = text(office.get(reverse("registry-organisations"), {"text": "水务"}))
    assert "水务局" in page
    assert cast.unit.name not in page


def test_filters_stay_in_their_tree(cast, office):
    page = text(office.get(reverse("registry-organisations"), {"tree": "party", "text": "党工委"}))
    assert cast.party.name in page
    assert '<input type="hidden" name="tree" value="party"' in page


def test_list_is_handed_out_as_excel(cast, office):
    answer = office.get(reverse("registry-organisations"), {"xlsx": "organisations"})
    rows = read_book(answer.content, "x.xlsx").sheets[0].rows
    assert any(cast.unit.name in row for row in rows)


@pytest.mark.parametrize("name", ["registry-organisations", "registry-upload"])
def test_the_contact_of_a_body_sees_nothing_of_the_registry(cast, enter, name):
    assert enter(cast.contact).get(reverse(name)).status_code == 403


def test_a_team_member_reads_but_does_not_import_or_correct(cast, enter):
    browser = enter(cast.member)
    page = browser.get(reverse("registry-organisation", args=[cast.unit.pk]))
    assert page.status_code == 200
    assert "更正信息" not in text(page)
    assert browser.get(reverse("registry-upload")).status_code == 403
    answer = browser.post(
        reverse("registry-organisation", args=[cast.unit.pk]),
        {"category": "镇", "version": 1, "level": "", "leadership": ""},
    )
    assert answer.status_code == 403
    assert Organisation.objects.get(pk=cast.unit.pk).category == "街道"


def test_unit_page_tells_posts_holders_and_links(cast, office):
    page = text(office.get(reverse("registry-organisation", args=[cast.unit.pk])))
    for word in ("主任", "现任乙", "乡科级正职", cast.party.name):
        assert word in page


def test_correction_is_saved_and_a_stale_one_is_refused(cast, office):
    address = reverse("registry-organisation", args=[cast.unit.pk])
    data = {"category": "街道", "level": "乡级", "leadership": "本级管理", "note": "", "version": 1}
    assert office.post(address, data).status_code == 302
    assert Organisation.objects.get(pk=cast.unit.pk).level == "乡级"
    answer = office.post(address, {**data, "level": "县级"})
    assert answer.status_code == 409
    assert Organisation.objects.get(pk=cast.unit.pk).level == "乡级"


def test_upload_shows_the_difference_and_writes_only_after_the_yes(cast, office):
    before = Organisation.objects.count()
    page = upload(office, xlsx({"单位": UNITS}))
    assert "确认导入" in text(page)
    assert Organisation.objects.count() == before
    done = office.post(page.redirect_chain[-1][0], follow=True)
    assert "已导入" in text(done)
    assert Organisation.objects.filter(name="妇联").exists()


def test_upload_of_what_is_known_offers_nothing_to_import(cast, office):
    page = upload(office, xlsx({"单位": UNITS}))
    office.post(page.redirect_chain[-1][0])
    assert "完全一致" in text(upload(office, xlsx({"单位": UNITS})))


def test_faulty_upload_tells_every_place_and_cannot_be_confirmed(cast, office):
    before = Organisation.objects.count()
    page = upload(office, xlsx({"单位": [*UNITS, ["水务局", "", ""], [None, "党组", ""]]}))
    assert "有 2 处须改正" in text(page)
    assert "与第 2 行重复：水务局" in text(page)
    assert "确认导入" not in text(page)
    office.post(page.redirect_chain[-1][0])
    assert Organisation.objects.count() == before


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"%PDF-1.4", "这是PDF，这里不收"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "文件设有打开密码"),
    ],
)
def test_unreadable_upload_is_a_sentence_on_the_page(cast, office, raw, says):
    page = upload(office, raw)
    assert page.status_code == 422
    assert says in text(page)


def test_upload_belongs_to_who_sent_it(cast, enter, office):
    page = upload(office, xlsx({"单位": UNITS}))
    address = page.redirect_chain[-1][0]
    assert enter(cast.office2).get(address).status_code == 410
    assert enter(cast.office2).post(address).status_code == 410
    assert not Organisation.objects.filter(name="妇联").exists()


def test_upload_is_forgotten_after_a_while(cast, monkeypatch):
    one = Held(cast.office.pk, read_book(xlsx({"单位": UNITS})), (), None, at=-10_000.0)
    assert held(hold(one), cast.office.pk) is None


def test_exported_workbook_imports_as_no_change(cast, office):
    raw = office.get(reverse("registry-workbook", args=["filled"])).content
    assert openpyxl.load_workbook(io.BytesIO(raw))["单位"].oddHeader.right.text == "内部资料"
    assert "完全一致" in text(upload(office, raw))


@pytest.mark.parametrize("which", ["empty", "unit_facts", "roster", "recommendation"])
def test_empty_workbook_and_blank_forms_are_handed_out(cast, office, which):
    assert read_book(office.get(reverse("registry-workbook", args=[which])).content, "x.xlsx").sheets


def test_unknown_form_is_not_found(cast, office):
    assert office.get(reverse("registry-workbook", args=["nothing"])).status_code == 404


def _handover(cast, **more):
    leaving = Tenure.objects.get(person=cast.new_head)
    return {
        "leaving": str(leaving.pk),
        "leaves": "2026-11-01",
        "name": "新任丙",
        "starts": "2026-11-01",
        "kind": "任职",
        **more,
    }


def test_change_of_head_ends_one_tenure_and_begins_the_next(cast, office):
    office.post(reverse("registry-post", args=[cast.head_post.pk]), _handover(cast))
    told = list(
        Tenure.objects.filter(post=cast.head_post)
        .order_by("starts")
        .values_list("person__name", "starts", "ends")
    )
    assert told == [
        ("前任甲", "2021-03", "2026-05"),
        ("现任乙", "2026-05", "2026-11-01"),
        ("新任丙", "2026-11-01", ""),
    ]
    page = text(office.get(reverse("registry-post", args=[cast.head_post.pk])))
    assert "任职对应，不等于责任认定" in page


def test_second_full_head_is_refused_and_nothing_is_written(cast, office):
    answer = office.post(
        reverse("registry-post", args=[cast.head_post.pk]), _handover(cast, leaving="", leaves="")
    )
    assert answer.status_code == 422
    assert "现任乙" in text(answer)
    assert not Person.objects.filter(name="新任丙").exists()


def test_end_before_the_start_is_refused(cast, office):
    answer = office.post(
        reverse("registry-post", args=[cast.head_post.pk]), _handover(cast, leaves="2020-01")
    )
    assert answer.status_code == 422
    assert "早于任职时间" in text(answer)
    assert Tenure.objects.get(person=cast.new_head).ends == ""


def test_date_that_is_none_is_refused(cast, office):
    answer = office.post(reverse("registry-post", args=[cast.head_post.pk]), _handover(cast, leaves="十一月"))
    assert "“十一月”不是日期" in text(answer)


def test_post_may_become_vacant(cast):
    leaving = Tenure.objects.get(person=cast.new_head)
    changed = change_holder(by=cast.office, post=cast.head_post, leaving=leaving, leaves="2026-11")
    assert (changed.ended[0].ends, changed.began) == ("2026-11", None)


def test_change_that_says_nothing_is_refused(cast):
    with pytest.raises(Refusal, match="没有填写"):
        change_holder(by=cast.office, post=cast.head_post)


def test_only_the_office_records_a_change(cast):
    with pytest.raises(NoRight):
        change_holder(by=cast.leader, post=cast.head_post, name="新任丙")
    assert not Person.objects.filter(name="新任丙").exists()


def test_identity_number_is_not_taken_to_tell_namesakes_apart(cast):
    with pytest.raises(Refusal, match="身份证号"):
        change_holder(by=cast.office, post=cast.head_post, name="新任丙", code="53012719780101" + "1234")
    assert not Person.objects.filter(name="新任丙").exists()


def test_pre_filled_bodies_wait_to_be_checked(cast):
    assert list(todo(cast.office, TODAY)) == []
    Organisation.objects.filter(pk=cast.unit.pk).update(to_check=True)
    (one,) = todo(cast.office, TODAY)
    assert "有 1 个预填的单位、党组织待核对" in one.says.zh


def test_empty_registry_asks_for_the_workbook(db):
    clerk = account("clerk", "巡察办甲")
    grant(clerk, Role.OFFICE)
    (one,) = todo(clerk, TODAY)
    assert one.href == reverse("registry-upload")


def test_upload_above_the_limit_is_told(cast, office, monkeypatch):
    monkeypatch.setattr(upload_page, "LIMIT_MB", 0)
    page = upload(office, xlsx({"单位": UNITS}))
    assert page.status_code == 422
    assert "超过 60 MB" in text(page)
