"""Offices and posts as ledgers."""

from datetime import date

import pytest

from fazhi.kernel.exchange import services
from fazhi.kernel.exchange.errors import TreeBroken
from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.kernel.organisations.queries import is_sample, post_named

pytestmark = pytest.mark.django_db
OFFICES = "机构代码,机构名称,机构类别,上级机构代码,行政区划代码,所在区,示例数据\n"
POSTS = "工号,姓名,机构代码,角色,任职起,任职止\n"


@pytest.fixture
def import_text(tmp_path, data_dir, at):
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

    report = import_text(POSTS + "E1,王壹,C,调解员,2020-01-01,2024-06-30\n")

    post = Post.objects.system("looking").get()
    assert (report.updated, post.until_date, post.official.name) == (1, date(2024, 6, 30), "王壹")


def test_one_official_has_one_name(import_text):
    import_text(CITY)

    report = import_text(POSTS + "E1,王一,C,调解员,2020-01-01,\nE1,李二,B,经办,2020-01-01,\n")

    assert (report.accepted, report.codes) == (0, {"official-named-twice": 2})


def test_a_post_ends_after_it_begins(import_text):
    import_text(CITY)

    assert import_text(POSTS + "E1,王一,C,调解员,2020-01-01,2019-01-01\n").codes == {"post-order": 1}
