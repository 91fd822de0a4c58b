"""`xuncha papers`: list, write, samples."""

import io
import json

import pytest
from django.core.management import call_command
from django.test import override_settings

from xuncha.papers.actions.draft import draft_paper
from xuncha.papers.core.forms import form_named, forms
from xuncha.trust.access import see
from xuncha.trust.models import Account, Entry

pytestmark = pytest.mark.django_db
FORM = "approval_request"


@pytest.fixture
def demo(cast):
    Account.objects.update(fictional=True)
    with override_settings(XUNCHA_DEMO=True):
        yield cast


def run(*words):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("papers", *words, stdout=out, stderr=err)
        return 0, out.getvalue(), err.getvalue()
    except SystemExit as ended:
        return ended.code, out.getvalue(), err.getvalue()


def test_the_papers_of_a_demo_are_listed(demo):
    draft_paper(by=demo.office, form=FORM, facts=form_named(FORM).sample)
    code, out, _ = run("list")
    assert code == 0
    assert "（未编号）  呈批件  草稿" in out
    assert "共 1 件" in out


def test_the_list_as_json_holds_no_facts(demo):
    draft_paper(by=demo.office, form=FORM, facts=form_named(FORM).sample)
    _, out, _ = run("list", "--json")
    listed = json.loads(out)
    assert [one["form"] for one in listed] == [FORM]
    assert "周正" not in out


def test_papers_are_written_with_their_register_and_each_print_is_journalled(demo, tmp_path):
    draft_paper(by=demo.office, form=FORM, facts=form_named(FORM).sample)
    code, out, _ = run("write", "--out", str(tmp_path), "--json")
    assert code == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["001 2026-11-20 呈批件.docx", "文书登记簿.xlsx"]
    assert json.loads(out)["papers"][0]["file"] == "001 2026-11-20 呈批件.docx"
    assert list(see(Entry, demo.audit).values_list("verb", flat=True)).count("paper.printed") == 1


def test_one_account_lists_only_what_it_may_see(demo):
    draft_paper(by=demo.office, form=FORM, facts=form_named(FORM).sample)
    _, out, _ = run("list", "--as", "member")
    assert "共 0 件" in out


def test_an_office_that_is_no_demo_asks_for_an_account(cast):
    code, _, err = run("list")
    assert code == 2
    assert "请用 --as 写明" in err
    assert "Say with --as" in err


def test_a_wrong_password_lists_nothing(cast, monkeypatch):
    monkeypatch.setattr("xuncha.management.commands.papers.getpass", lambda _: "wrong")
    code, out, err = run("list", "--as", "office")
    assert (code, out) == (2, "")
    assert "账号或密码不对" in err


def test_the_right_password_lists(cast, monkeypatch):
    monkeypatch.setattr("xuncha.management.commands.papers.getpass", lambda _: "fictional-password")
    assert run("list", "--as", "office")[0] == 0


def test_writing_needs_a_folder(demo):
    code, _, err = run("write")
    assert code == 2
    assert "--out" in err


def test_an_unknown_form_is_named_with_the_known_ones(demo):
    code, _, err = run("list", "--form", "nothing")
    assert code == 2
    assert "没有名为“nothing”的文书格式" in err


def test_a_sample_of_every_form_is_written_without_an_account(db, tmp_path):
    assert run("samples", "--out", str(tmp_path))[0] == 0
    assert len(list(tmp_path.iterdir())) == len(forms())
