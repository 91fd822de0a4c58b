import threading
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha.base import ids
from xuncha.base.catalogue import CatalogueError, collect
from xuncha.base.money import NotMoney, cents, wan, yuan
from xuncha.base.remarks import Place, Remark, errors
from xuncha.base.words import WORDS, Sentence, joined


def test_sentence_speaks_chinese_unless_asked_for_english():
    said = Sentence("登记信访件", "register a letter")
    assert (str(said), said.in_("zh-hans"), said.in_("en-us")) == (
        "登记信访件",
        "登记信访件",
        "register a letter",
    )


def test_filled_keeps_the_language_of_a_fact():
    said = Sentence("缺少{what}", "{what} is missing").filled(what=WORDS["paper"])
    assert said == Sentence("缺少文书", "paper is missing")


def test_joined_uses_the_separator_of_each_language():
    assert joined([Sentence("甲", "a"), Sentence("乙", "b")]) == Sentence("甲、乙", "a, b")


def test_every_word_has_both_languages():
    assert all(word.zh and word.en for word in WORDS.values())


def test_remark_tells_place_fault_and_remedy_in_one_line():
    remark = Remark(
        "error",
        Place("甲.xlsx", "单位", 3, "单位名称"),
        Sentence("重复", "twice"),
        Sentence("请删去一行。", "Delete one."),
    )
    assert remark.line().zh == "《甲.xlsx》“单位”表第3行“单位名称”列：重复。请删去一行。"
    assert remark.line().en == "甲.xlsx, sheet “单位”, row 3, column “单位名称”: twice. Delete one."
    assert remark.as_dict()["row"] == 3


def test_only_errors_stop():
    notice = Remark("notice", Place(), Sentence("空缺", "vacant"))
    fault = Remark("error", Place(), Sentence("重复", "twice"))
    assert errors([notice, fault]) == (fault,)


def test_ids_are_version_seven_and_grow():
    made = [ids.new_id() for _ in range(5000)]
    assert {one.version for one in made} == {7}
    assert {one.variant for one in made} == {uuid.RFC_4122}
    assert made == sorted(made)
    assert len(set(made)) == 5000


def test_ids_grow_when_the_clock_is_set_back(monkeypatch):
    before = ids.new_id()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_000_000)
    assert ids.new_id() > before


def test_ids_of_many_threads_differ():
    made = []
    threads = [
        threading.Thread(target=lambda: made.extend(ids.new_id() for _ in range(500))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 2000


@pytest.mark.parametrize(
    ("written", "unit", "amount"),
    [
        ("1,234.50", "元", 123450),
        ("1,234.50", "万元", 1234500000),
        (1234.5, "元", 123450),
        (0.1 + 0.2, "元", 30),
        (3, "元", 300),
        ("¥12", "元", 1200),
        ("１２．５元", "万元", 1250),
        ("3.5万元", "元", 3500000),
        ("2万", "元", 2000000),
        ("(1,234.50)", "元", -123450),
        ("-7", "元", -700),
        ("0.005", "元", 1),
    ],
)
def test_cents(written, unit, amount):
    assert cents(written, unit) == amount


@pytest.mark.parametrize("written", ["", None, True, "约三万", "1,23", "12.3.4", "nan", "1e5", float("inf")])
def test_what_is_no_money_is_refused_with_a_sentence(written):
    with pytest.raises(NotMoney) as refused:
        cents(written)
    assert "不是金额" in refused.value.says.zh


def test_yuan_and_wan():
    assert (yuan(123450), wan(123450), yuan(-5)) == ("1,234.50", "0.12", "-0.05")


@settings(deadline=None)
@given(st.integers(-(10**14), 10**14))
def test_yuan_reads_back(amount):
    assert cents(yuan(amount)) == amount


def _package(tmp_path, monkeypatch, name, **files):
    folder = tmp_path / name
    folder.mkdir()
    for file, text in {"__init__": "", **files}.items():
        (folder / f"{file}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    return name


def test_catalogue_lists_the_folder_in_file_name_order(tmp_path, monkeypatch):
    name = _package(tmp_path, monkeypatch, "shelf_one", b="THING = 2", a="THING = 1", _hidden="")
    assert collect(name, "THING") == (1, 2)


def test_catalogue_refuses_a_file_without_its_thing(tmp_path, monkeypatch):
    name = _package(tmp_path, monkeypatch, "shelf_two", a="OTHER = 1")
    with pytest.raises(CatalogueError, match=r"shelf_two\.a defines no THING"):
        collect(name, "THING")


def test_catalogue_refuses_two_things_with_one_key(tmp_path, monkeypatch):
    text = "class T:\n    key = 'same'\nTHING = T()"
    name = _package(tmp_path, monkeypatch, "shelf_three", a=text, b=text)
    with pytest.raises(CatalogueError, match="same key"):
        collect(name, "THING")
