"""The desk's pages: nothing chosen beforehand, dry run before import, drafts kept, nobody else sees a thing."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.letters.builders import SECRET, again, confirmed, counts, matter_of, proposed, registered
from xuncha.desk.models import Draft
from xuncha.letters.models import Letter, Referral
from xuncha.papers.models import Paper
from xuncha.trust.access import see

pytestmark = pytest.mark.django_db
TABLE = f"日期,渠道,反映内容\n2026-11-09,来信,{SECRET}\n2026-11-10,来访,别的事情\n2026-11-11,来信,\n"


def at(name, **where):
    return reverse(f"letters-{name}", kwargs=where)


def body(response):
    return response.content.decode()


def test_the_menu_page_opens_the_only_inspection(cast, enter):
    response = enter(cast.petition).get(at("choose"))
    assert response.headers["Location"] == at("desk", inspection=cast.inspection.pk)


def test_the_desk_shows_numbers_and_no_word_of_a_letter(cast, enter):
    registered(cast, writer="赵钱孙", contact="123")
    page = body(enter(cast.leader).get(at("desk", inspection=cast.inspection.pk)))
    assert "待拟办" in page
    assert "赵钱孙" not in page


@pytest.mark.parametrize("who", ["member", "liaison", "office", "contact", "stranger", "audit"])
@pytest.mark.parametrize("name", ["desk", "enter", "bring", "sealed", "referrals"])
def test_nobody_else_opens_the_desk(cast, enter, who, name):
    assert enter(getattr(cast, who)).get(at(name, inspection=cast.inspection.pk)).status_code == 403


@pytest.mark.parametrize("who", ["stranger", "member", "contact"])
def test_nobody_else_opens_a_letter(cast, enter, who):
    letter = registered(cast)
    for name in ("letter", "split", "seal", "print", "amend"):
        response = enter(getattr(cast, who)).get(at(name, letter=letter.pk))
        assert response.status_code in (403, 404)
        assert "赵钱孙" not in body(response)


def test_the_letter_shows_suggestions_with_reasons_and_none_is_chosen(cast, enter):
    letter = registered(cast)
    page = body(enter(cast.petition).get(at("letter", letter=letter.pk)))
    assert "转信访局：说到“恳请”、“帮忙解决”" in page
    assert "未与正式文本核对" in page
    assert "checked" not in page
    assert set(re.findall(r'<option value="([^"]*)" selected', page)) <= {""}


def test_a_proposal_made_on_the_page_is_kept(cast, enter):
    letter = registered(cast)
    matter = matter_of(cast, letter)
    answer = enter(cast.petition).post(
        at("letter", letter=letter.pk),
        {
            "do": f"propose:{matter.pk}",
            "version": matter.version,
            "way": "petition",
            "category": "farming",
            "reason": "个人诉求",
        },
    )
    assert answer.status_code == 302
    assert (again(cast, matter).state, again(cast, matter).category) == ("proposed", "farming")


def test_a_stale_version_is_refused_and_what_was_typed_is_shown_again(cast, enter):
    letter = registered(cast)
    matter = matter_of(cast, letter)
    answer = enter(cast.petition).post(
        at("letter", letter=letter.pk),
        {
            "do": f"propose:{matter.pk}",
            "version": matter.version + 5,
            "way": "petition",
            "reason": "我写的理由",
        },
    )
    assert answer.status_code == 409
    assert "我写的理由" in body(answer)
    assert again(cast, matter).state == "open"


def test_registering_on_the_page_drops_the_draft(cast, enter):
    client, where = enter(cast.petition), at("enter", inspection=cast.inspection.pk)
    form = {"channel": "post", "day": "2026-11-09", "text": SECRET}
    client.post(reverse("desk-draft"), {**form, "draft_key": where})
    assert SECRET in body(client.get(where))
    assert client.post(where, form).status_code == 302
    assert see(Draft, cast.petition).count() == 0
    assert counts(cast) == (1, 1, 0)


def test_a_refused_registration_keeps_what_was_typed(cast, enter):
    where = at("enter", inspection=cast.inspection.pk)
    form = {"channel": "post", "day": "2027-01-01", "text": SECRET}
    answer = enter(cast.petition).post(where, form)
    assert answer.status_code == 422
    assert SECRET in body(answer)
    assert counts(cast) == (0, 0, 0)


def upload(client, cast, content=TABLE):
    file = SimpleUploadedFile("来信.csv", content.encode("gb18030"))
    where = at("bring", inspection=cast.inspection.pk)
    return client.post(where, {"file": file, "channel": "post", "day": "2026-11-20"})


def test_the_dry_run_shows_rows_and_remarks_and_registers_nothing(cast, enter):
    page = body(upload(enter(cast.petition), cast))
    assert "登记这 2 件" in page
    assert "第4行“反映内容”列" in page
    assert "赵钱孙" not in page
    assert counts(cast) == (0, 0, 0)


def test_after_the_dry_run_the_import_registers_all(cast, enter):
    client = enter(cast.petition)
    upload(client, cast)
    where = at("bring", inspection=cast.inspection.pk)
    assert client.post(where, {"do": "import"}).status_code == 302
    assert counts(cast) == (2, 2, 0)
    assert [x.received_on for x in see(Letter, cast.petition).order_by("serial")] == [
        date(2026, 11, 9),
        date(2026, 11, 10),
    ]
    assert client.post(where, {"do": "import"}).status_code == 422
    assert counts(cast) == (2, 2, 0)


def test_a_file_that_is_no_table_is_refused_in_words(cast, enter):
    answer = upload(enter(cast.petition), cast, "%PDF-1.4")
    assert answer.status_code == 422
    assert "PDF" in body(answer)


def test_the_accused_side_is_not_on_the_list_of_receivers(cast, enter):
    letter = registered(cast, reported_body="嵩阳街道办事处")
    confirmed(cast, letter, way="department")
    page = body(enter(cast.petition).get(at("letter", letter=letter.pk)))
    assert "水务局(虚构)</option>" in page
    assert "嵩阳街道办事处(虚构)</option>" not in page


def test_a_letter_is_split_on_its_page(cast, enter):
    letter = registered(cast, text="一、水渠坏了三年没有人修理。二、老板拖欠工资两年，恳请帮忙解决。")
    client, where = enter(cast.petition), at("split", letter=letter.pk)
    assert "---" in body(client.get(where))
    client.post(where, {"version": letter.version, "texts": "第一件\n---\n第二件"})
    assert counts(cast) == (1, 2, 0)


def test_a_registration_is_corrected_on_its_page(cast, enter):
    letter = registered(cast)
    client, where = enter(cast.petition), at("amend", letter=letter.pk)
    assert SECRET in body(client.get(where))
    form = {"channel": "visit", "day": "2026-11-09", "text": SECRET, "reported": "某乙"}
    assert client.post(where, {**form, "version": letter.version + 3}).status_code == 409
    assert client.post(where, {**form, "version": letter.version}).status_code == 302
    assert again(cast, letter).channel == "visit"


def test_a_letter_that_may_concern_a_superior_is_told_to_be_sealed_first(cast, enter):
    letter = registered(cast, text="副县长某某收受回扣。")
    page = body(enter(cast.petition).get(at("letter", letter=letter.pk)))
    assert "请先判断" in page
    assert "转主管部门：" not in page


def test_sealing_asks_first_and_then_clears(cast, enter):
    letter = registered(cast)
    client, where = enter(cast.petition), at("seal", letter=letter.pk)
    assert "不能恢复" in body(client.get(where))
    assert again(cast, letter).text is not None
    client.post(where, {"version": letter.version})
    assert again(cast, letter).text is None


def test_the_sheet_and_the_referral_letter_are_drafted_for_the_petition_audience(cast, enter):
    letter = registered(cast, writer="赵钱孙", contact="13900001111")
    matter = confirmed(cast, letter)
    client, where = enter(cast.petition), at("print", letter=letter.pk)
    assert client.post(where, {"do": "sheet"}).status_code == 302
    referral = {"do": str(matter.pk), "name": "县信访局", "contact": "李晓", "phone": "0871-0"}
    refused = client.post(where, {**referral, "summary": "某户的水渠，电话13900001111"})
    assert refused.status_code == 422
    assert client.post(where, {**referral, "summary": "某户的水渠坏了三年"}).status_code == 302
    drafted = see(Paper, cast.petition).order_by("form")
    assert [(paper.form, paper.audience) for paper in drafted] == [
        ("letter_sheet", "petition"),
        ("referral_letter", "petition"),
    ]
    assert see(Paper, cast.member).count() == 0


def test_the_writers_name_goes_into_a_referral_only_with_consent(cast, enter):
    letter = registered(cast, writer="赵钱孙", contact="123")
    matter = confirmed(cast, letter)
    answer = enter(cast.petition).post(
        at("print", letter=letter.pk),
        {
            "do": str(matter.pk),
            "name": "县信访局",
            "summary": "水渠",
            "contact": "李晓",
            "phone": "0",
            "with_writer": "on",
        },
    )
    assert answer.status_code == 422
    assert see(Paper, cast.petition).count() == 0


def test_the_register_of_referrals_and_its_workbook(cast, enter):
    letter = registered(cast, writer="赵钱孙", contact="123")
    matter = confirmed(cast, letter)
    client = enter(cast.petition)
    client.post(
        at("letter", letter=letter.pk),
        {"do": f"refer:{matter.pk}", "version": matter.version, "name": "县信访局", "sent_on": "2026-11-20"},
    )
    where = at("referrals", inspection=cast.inspection.pk)
    page = body(client.get(where))
    assert "县信访局" in page
    assert "赵钱孙" not in page
    assert client.get(f"{where}?xlsx=referrals").content[:2] == b"PK"
    assert see(Referral, cast.petition).count() == 1


def test_near_duplicates_are_linked_and_nothing_is_merged(cast, enter):
    texts = (SECRET, f"上次反映过没有结果。{SECRET}", "别的事情，和上面没有关系。")
    letters = [registered(cast, text=text) for text in texts]
    page = body(enter(cast.petition).get(at("similar", inspection=cast.inspection.pk)))
    assert [at("letter", letter=one.pk) in page for one in letters] == [True, True, False]
    assert "赵钱孙" not in page
    assert counts(cast) == (3, 3, 0)


def test_a_repeat_leads_to_the_earlier_letter(cast, enter):
    first = registered(cast)
    second = registered(cast, day=date(2026, 11, 12))
    page = body(enter(cast.petition).get(at("letter", letter=second.pk)))
    assert at("letter", letter=first.pk) in page


def test_what_waits_is_told_to_the_one_who_must_act(cast, enter):
    proposed(cast, registered(cast))
    registered(cast, text="别的事情", day=date(2026, 10, 30))
    home = reverse("office-home")
    assert "1件事待拟办" in body(enter(cast.petition).get(home))
    assert "1件事待签批或复核" in body(enter(cast.leader).get(home))
    assert "信访" not in body(enter(cast.member).get(home))
