"""Offices, officials and posts as ledgers."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from fazhi.kernel.exchange import formats, services
from fazhi.kernel.exchange.errors import TreeBroken
from fazhi.kernel.exchange.organisation_ledgers import FORMATS, OFFICIALS
from fazhi.kernel.organisations.models import Division, Office, Official, Post
from fazhi.kernel.organisations.queries import is_sample, post_named

pytestmark = pytest.mark.django_db
OFFICES = "机构代码,机构名称,机构类别,上级机构代码,行政区划代码,所在区,示例数据\n"
OFFICIALS_LEDGER = "工号,姓名,姓名拼音\n"
POSTS = "工号,姓名,机构代码,角色,任职起,任职止\n"


@pytest.fixture
def import_text(tmp_path, data_dir, at, monkeypatch):
    for item in FORMATS:
        monkeypatch.setitem(formats._formats, item.code, item)

    def run(text):
        path = tmp_path / "ledger.csv"
        path.write_text(text, encoding="utf-8")
        return services.import_files([path], by="system", at=at, data_dir=data_dir).files[0]

    return run


def office(code):
    return Office.objects.system("looking at what the import wrote").get(code=code)


CITY = (
    OFFICES
    + "B,思明区,区司法局,A,350203,思明区,是\nA,厦门市司法局,市司法局,,,,\nC,街道调委会,镇街人民调解委员会,B,,思明区,否\n"
)


def test_offices_hang_in_the_tree_whatever_their_order(import_text):
    report = import_text(CITY)

    assert report.accepted == 3
    assert [(office(code).left, office(code).right) for code in "ABC"] == [(1, 3), (2, 3), (3, 3)]
    assert office("C").parent == office("B")
    assert is_sample()


def test_an_office_is_moved_and_renamed_by_its_code(import_text):
    import_text(CITY)

    report = import_text(OFFICES + "C,新名调委会,镇街人民调解委员会,A,,,否\n")

    assert (report.updated, office("C").name, office("C").parent.code) == (1, "新名调委会", "A")
    assert (office("B").left, office("C").left) == (2, 3)


def test_a_parent_that_nobody_knows_is_refused(import_text):
    report = import_text(OFFICES + "A,局,市司法局,,,,\nB,区,区司法局,Z,,,\n")

    assert (report.accepted, report.codes) == (1, {"parent-unknown": 1})


def test_offices_below_a_refused_one_are_not_left_hanging(import_text):
    report = import_text(OFFICES + "A,局,什么局,,,,\nB,区,区司法局,A,,,\n")

    assert isinstance(report.error, TreeBroken)
    assert not Office.objects.system("looking").exists()


def test_a_circle_is_refused(import_text):
    report = import_text(OFFICES + "A,局,区司法局,B,,,\nB,区,区司法局,A,,,\n")

    assert isinstance(report.error, TreeBroken)
    assert set(report.error.offices) == {"A", "B"}


def test_posts_make_their_officials(import_text):
    import_text(CITY)

    report = import_text(POSTS + "E1,王一,C,调解员,2020-01-01,\nE1,王一,B,负责人,2021-01-01,2023-12-31\n")

    assert report.accepted == 2
    assert Official.objects.get().name == "王一"
    assert post_named("E1", on=date(2024, 1, 1)).code == "E1@C:mediator"


def test_the_end_of_a_post_is_corrected_by_its_key(import_text):
    import_text(CITY)
    import_text(POSTS + "E1,王一,C,调解员,2020-01-01,\n")

    report = import_text(POSTS + "E1,王一,C,调解员,2020-01-01,2024-06-30\n")

    post = Post.objects.system("looking").get()
    assert (report.updated, post.until_date) == (1, date(2024, 6, 30))


def test_a_posts_ledger_renames_nobody(import_text):
    import_text(CITY)
    import_text(POSTS + "E1,王一,C,调解员,2020-01-01,\n")

    report = import_text(POSTS + "E1,王壹,C,调解员,2020-01-01,\nE2,李二,C,调解员,2020-01-01,\n")

    assert (report.accepted, report.codes) == (1, {"official-named-otherwise": 1})
    assert Official.objects.get(code="E1").name == "王一"


def test_one_official_has_one_name(import_text):
    import_text(CITY)

    report = import_text(POSTS + "E1,王一,C,调解员,2020-01-01,\nE1,李二,B,经办,2020-01-01,\n")

    assert (report.accepted, report.codes) == (0, {"official-named-twice": 2})


def test_a_post_ends_after_it_begins(import_text):
    import_text(CITY)

    assert import_text(POSTS + "E1,王一,C,调解员,2020-01-01,2019-01-01\n").codes == {"post-order": 1}


def officials():
    return list(Official.objects.order_by("code").values_list("code", "name", "name_pinyin"))


def test_officials_come_with_the_pinyin_of_their_names(import_text):
    report = import_text(OFFICIALS_LEDGER + "E1,曾志强,\nE2,覃一,Qin  Yi\n")

    assert report.accepted == 2
    assert officials() == [("E1", "曾志强", "zeng zhi qiang"), ("E2", "覃一", "qin yi")]


def test_officials_made_by_a_posts_ledger_have_it_too(import_text):
    import_text(CITY)
    import_text(POSTS + "E1,欧阳一,C,调解员,2020-01-01,\n")

    assert officials() == [("E1", "欧阳一", "ou yang yi")]


def test_an_official_is_renamed_by_number(import_text):
    import_text(CITY)
    import_text(POSTS + "E1,王一,C,调解员,2020-01-01,\n")

    report = import_text(OFFICIALS_LEDGER + "E1,汪壹,\n")

    assert (report.accepted, report.updated) == (1, 1)
    assert officials() == [("E1", "汪壹", "wang yi")]


def test_the_same_officials_again_change_nothing(import_text):
    import_text(OFFICIALS_LEDGER + "E1,王一,\nE2,李二,\n")

    assert import_text(OFFICIALS_LEDGER + "E1,王一,\nE2,李二,\n\n").unchanged == 2


def test_officials_go_out_in_the_order_of_their_names(import_text):
    import_text(OFFICIALS_LEDGER + "E1,赵一,\nE2,曾二,\nE3,陈三,\n")

    rows = OFFICIALS.target.export(None, None)

    assert rows["code"].to_list() == ["E3", "E2", "E1"]
    assert rows.columns == ["code", "name", "name_pinyin"]


@pytest.mark.parametrize(
    ("code", "warned"), [("350203", 0), ("350203000000", 0), ("350203001000", 0), ("350299", 1), ("", 0)]
)
def test_an_unknown_division_is_a_warning(import_text, code, warned):
    Division.objects.create(code="350203", name="思明区", level=3)
    Division.objects.create(code="350203001", name="厦港街道", level=4)

    report = import_text(OFFICES + f"A,局,市司法局,,{code},,\n")

    assert (report.accepted, report.warned) == (1, warned)


def test_without_a_list_of_divisions_nobody_is_warned(import_text):
    assert import_text(OFFICES + "A,局,市司法局,,350299,,\n").warned == 0


SYSTEM, AUDIT, CLERK = "系统管理员", "审计管理员", "经办"


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        pytest.param([(SYSTEM, "2020-01-01", ""), (CLERK, "2021-01-01", "")], [0, 1], id="clerk and administrator"),
        pytest.param([(SYSTEM, "2020-01-01", ""), (AUDIT, "2021-01-01", "")], [0, 1], id="two administrators"),
        pytest.param([(SYSTEM, "2020-01-01", "2020-12-31"), (CLERK, "2021-01-01", "")], [], id="one after the other"),
        pytest.param([(SYSTEM, "2020-01-01", "2021-01-01"), (CLERK, "2021-01-01", "")], [0, 1], id="on one common day"),
        pytest.param([(CLERK, "2020-01-01", ""), ("负责人", "2021-01-01", "")], [], id="two of business"),
        pytest.param(
            [(CLERK, "2020-01-01", ""), ("负责人", "2020-01-01", ""), (AUDIT, "2022-01-01", "")],
            [0, 1, 2],
            id="all that clash",
        ),
    ],
)
def test_roles_of_one_official_are_judged_within_the_file(import_text, rows, refused):
    import_text(CITY)

    report = import_text(POSTS + "".join(f"E1,王一,C,{role},{first},{last}\n" for role, first, last in rows))

    assert report.error is None
    assert report.refused == len(refused)
    assert report.codes == ({"roles-mixed": len(refused)} if refused else {})


def test_roles_of_one_official_are_judged_against_the_records(import_text):
    import_text(CITY)
    import_text(POSTS + "E1,王一,A,系统管理员,2020-01-01,\n")

    report = import_text(POSTS + "E1,王一,C,经办,2021-01-01,\nE2,李二,C,经办,2021-01-01,\n")

    assert (report.accepted, report.codes) == (1, {"roles-mixed": 1})
    assert "三人分任" in report.findings[0].sentence


def test_who_changes_sides_is_taken_when_the_old_post_has_ended_in_the_records(import_text):
    import_text(CITY)
    import_text(POSTS + "E1,王一,C,经办,2020-01-01,\n")
    both = POSTS + "E1,王一,C,经办,2020-01-01,2020-12-31\nE1,王一,A,审计管理员,2021-01-01,\n"

    first, second = import_text(both), import_text(both + "\n")

    assert (first.updated, first.codes) == (1, {"roles-mixed": 1})
    assert (second.accepted, second.unchanged, second.refused) == (1, 1, 0)


def test_a_row_that_cannot_be_read_clashes_with_nothing(import_text):
    import_text(CITY)

    report = import_text(POSTS + "E1,王一,A,系统管理员,什么时候,\nE1,王一,C,经办,2021-01-01,\n")

    assert report.accepted == 1
    assert "roles-mixed" not in report.codes


def test_the_database_refuses_what_slips_past_the_check(import_text):
    """Two imports at once: the second is judged before the first has written."""
    import_text(CITY)
    import_text(POSTS + "E1,王一,A,系统管理员,2020-01-01,\n")

    with pytest.raises(IntegrityError, match="post_roles_apart"), transaction.atomic():
        Post(official=Official.objects.get(), office=office("C"), role="clerk", from_date=date(2021, 1, 1)).save()
