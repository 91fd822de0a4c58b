"""Every form of the house prints its sample, keeps the page of its family, and opens in LibreOffice."""

import importlib
import io
import shutil
import subprocess
from functools import cache

import docx
import openpyxl
import pytest

from xuncha.apps import ROOMS, shelf
from xuncha.base.sheets_in import read_book
from xuncha.papers.core.form import Copy, Form
from xuncha.papers.core.forms import UnknownForm, form_named, forms
from xuncha.papers.core.freeze import freeze
from xuncha.papers.core.press import file_name, press
from xuncha.papers.models import AUDIENCES
from xuncha.rulebook.models import shipped_rules

FORMS = sorted(forms().values(), key=lambda form: form.key)
COPY = Copy(number="明川巡办〔2026〕3号", dated="2026-03-05", printed="李晓 打印", fictional=True)
every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)


@cache
def printed(key: str) -> bytes:
    """The form's sample, printed once for all tests."""
    return press(form_named(key), form_named(key).sample, COPY)


def said(form: Form) -> str:
    """All text of the printed sample."""
    content = printed(form.key)
    if form.kind == "excel":
        book = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(
            str(cell.value) for sheet in book for row in sheet.rows for cell in row if cell.value is not None
        )
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def test_each_file_of_a_papers_shelf_is_one_form_of_its_own_name():
    files = [module for room in ROOMS for module in shelf(room, "papers")]
    assert len(files) == len(FORMS) > 10
    for module in files:
        assert importlib.import_module(module).FORM.key == module.rsplit(".", 1)[1]


@every_form
def test_it_prints_its_sample_and_says_something(form):
    text = said(form)
    assert len(text) > 60
    assert "None" not in text
    assert "{" not in text


@every_form
def test_equal_facts_give_equal_files(form):
    assert press(form, form.sample, COPY) == printed(form.key)


@every_form
def test_its_sample_can_be_frozen_and_is_not_empty(form):
    assert form.sample
    assert freeze(form.sample)


@every_form
def test_it_is_titled_in_both_languages_and_known_to_an_audience(form):
    assert form.title.zh
    assert form.title.en
    assert form.audience in AUDIENCES


@every_form
def test_what_may_be_reworded_is_text_of_the_sample(form):
    for key in form.editable:
        assert isinstance(form.sample[key], str | list), key


@every_form
def test_its_number_series_has_a_record(form):
    if form.series:
        assert f"papers.series.{form.series}" in {rule.key for rule in shipped_rules()}


@every_form
def test_a_word_paper_bears_code_and_fictional_mark(form):
    if form.kind == "excel":
        return
    section = docx.Document(io.BytesIO(printed(form.key))).sections[0]
    assert "事实码" in "".join(one.text for one in section.footer.paragraphs)
    assert "虚构" in "".join(one.text for one in section.header.paragraphs)


@every_form
def test_a_public_paper_bears_no_mark_of_the_inside(form):
    if form.public:
        assert "内部资料" not in said(form)


@every_form
def test_its_file_is_named_by_number_and_title_alone(form):
    assert file_name(form, "明川巡办〔2026〕3号") == f"明川巡办〔2026〕3号 {form.title.zh}{form.suffix}"
    assert file_name(form, "2026-11-20") == f"2026-11-20 {form.title.zh}{form.suffix}"


def test_an_unknown_form_names_the_known_ones():
    with pytest.raises(UnknownForm) as no:
        form_named("no_such")
    assert "approval_request" in no.value.says.zh


def test_every_word_paper_opens_in_libreoffice(tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed here")
    files = [tmp_path / f"{form.key}.docx" for form in FORMS if form.kind == "word"]
    for path in files:
        path.write_bytes(printed(path.stem))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    assert [path.name for path in files if not path.with_suffix(".pdf").exists()] == []


def test_every_register_is_read_back_by_the_reader_of_the_house():
    for form in FORMS:
        if form.kind == "excel":
            book = read_book(printed(form.key), f"{form.key}.xlsx")
            assert all(len(sheet.rows) > 1 for sheet in book.sheets), form.key
