import pytest

from xuncha.base.sheets_in import read_book
from xuncha.office.demo.county import demo_county
from xuncha.registry.actions.import_county import NotSound, import_county, preview_county
from xuncha.registry.core.template import template
from xuncha.registry.facts import county_of
from xuncha.registry.models import Organisation, Person, Post, Tenure
from xuncha.trust.access import whole
from xuncha.trust.models import Entry
from xuncha.trust.refusal import NoRight

pytestmark = pytest.mark.django_db


def book(text, name="单位.csv"):
    return read_book(text.encode(), name)


THREE = "单位名称,所属党组织,主要负责人\n石桥局,石桥局党组,甲一\n溪口局,联合支部,空缺\n"


def rows():
    return {
        model.__name__: list(model.objects.order_by("id").values())
        for model in (Organisation, Post, Person, Tenure)
    }


def test_three_columns_become_both_trees_post_person_and_tenure(cast):
    import_county(by=cast.office, book=book(THREE))
    assert set(Organisation.objects.filter(tree="party").values_list("name", flat=True)) >= {
        "石桥局党组",
        "联合支部",
    }
    tenure = Tenure.objects.get(person__name="甲一")
    assert (tenure.post.organisation.name, tenure.post.title, tenure.post.head) == (
        "石桥局",
        "主要负责人",
        True,
    )
    assert (tenure.starts, tenure.ends, tenure.kind) == ("不详", "", "任职")


def test_same_file_twice_changes_nothing(cast):
    import_county(by=cast.office, book=book(THREE))
    before = rows()
    again = import_county(by=cast.office, book=book(THREE))
    assert again.nothing_new
    assert rows() == before


def test_dry_run_tells_the_difference_and_changes_nothing(cast):
    before = rows()
    told = preview_county(by=cast.office, book=book(THREE))
    assert {what.zh: (added, changed) for what, added, changed in told.counts()} == {
        "单位": (2, 0), "党组织": (2, 0), "单位党组织关系": (2, 0), "职务": (2, 0), "人员": (1, 0), "任职": (1, 0),
    }  # fmt: skip
    assert rows() == before
    verbs = list(whole(Entry, "test").values_list("verb", flat=True))
    assert verbs == ["registry.preview"]


def test_errors_refuse_the_whole_file(cast):
    before = rows()
    with pytest.raises(NotSound) as refused:
        import_county(by=cast.office, book=book(THREE + ",x,y\n"))
    assert "1 处错误" in refused.value.says.zh
    assert rows() == before


def test_only_the_office_imports(cast):
    before = rows()
    with pytest.raises(NoRight):
        import_county(by=cast.leader, book=book(THREE))
    assert rows() == before


def test_proper_title_renames_the_first_post_and_keeps_its_row(cast):
    import_county(by=cast.office, book=book(THREE))
    old = Post.objects.get(organisation__name="石桥局")
    import_county(
        by=cast.office,
        book=book("单位,职务,主要负责人,领导职务层次\n石桥局,局长,是,乡科级正职\n", "职务.csv"),
    )
    new = Post.objects.get(organisation__name="石桥局")
    assert (new.pk, new.title, new.rank) == (old.pk, "局长", "乡科级正职")
    assert Tenure.objects.get(post=new).person.name == "甲一"
    assert import_county(by=cast.office, book=book(THREE)).nothing_new


def test_start_that_becomes_known_stays_the_same_tenure(cast):
    import_county(by=cast.office, book=book(THREE))
    old = Tenure.objects.get(person__name="甲一")
    text = "姓名,单位,职务,任职时间\n甲一,石桥局,主要负责人,2021.03\n"
    import_county(by=cast.office, book=book(text, "任职.csv"))
    new = Tenure.objects.get(person__name="甲一")
    assert (new.pk, new.starts, new.version) == (old.pk, "2021-03", old.version + 1)


def test_new_head_without_dates_is_refused(cast):
    import_county(by=cast.office, book=book(THREE))
    before = rows()
    with pytest.raises(NotSound) as refused:
        import_county(by=cast.office, book=book(THREE.replace("甲一", "乙二")))
    assert "在任的是“甲一”" in refused.value.remarks[0].says.zh
    assert rows() == before


def test_change_of_head_with_dates_is_taken(cast):
    import_county(by=cast.office, book=book(THREE))
    text = (
        "姓名,单位,职务,任职时间,离任时间\n"
        "甲一,石桥局,主要负责人,2021.03,2026-05-10\n乙二,石桥局,主要负责人,2026-05-10,\n"
    )
    import_county(by=cast.office, book=book(text, "任职.csv"))
    assert list(
        Tenure.objects.filter(post__organisation__name="石桥局")
        .order_by("starts")
        .values_list("person__name", "ends")
    ) == [("甲一", "2026-05-10"), ("乙二", "")]


def test_blank_keeps_what_is_known(cast):
    import_county(by=cast.office, book=book("单位名称,单位类别\n石桥局,政府部门\n"))
    import_county(by=cast.office, book=book("单位名称,层级\n石桥局,县级\n"))
    unit = Organisation.objects.get(name="石桥局")
    assert (unit.category, unit.level) == ("政府部门", "县级")


def test_brackets_of_either_width_make_no_second_unit(cast):
    import_county(by=cast.office, book=book("单位名称,层级\n水务局（虚构）,县级\n"))
    assert Organisation.objects.get(name="水务局(虚构)").level == "县级"


def test_demo_county_goes_in_whole_and_comes_back(cast):
    Tenure.objects.all().delete()
    county = demo_county()
    import_county(by=cast.office, book=read_book(template(county), "明川.xlsx"))
    stored = county_of(cast.office)
    assert set(stored.tenures) == set(county.tenures)
    assert {link.key for link in county.links} <= {link.key for link in stored.links}
    assert (
        import_county(by=cast.office, book=read_book(template(county), "明川.xlsx")).difference.changes == ()
    )


def test_tenure_of_the_present_head_gives_the_untitled_post_its_title(cast):
    import_county(by=cast.office, book=book(THREE))
    old = Post.objects.get(organisation__name="石桥局")
    text = "姓名,单位,职务,任职时间\n甲一,石桥局,局长,2021.03\n"
    import_county(by=cast.office, book=book(text, "任职.csv"))
    (new,) = Post.objects.filter(organisation__name="石桥局")
    assert (new.pk, new.title, new.head) == (old.pk, "局长", True)
    (tenure,) = Tenure.objects.filter(post=new)
    assert (tenure.person.name, tenure.starts) == ("甲一", "2021-03")
