"""The integrity checkers: each finds its fault, and nothing where there is none."""

from datetime import date

import pytest

from fazhi.kernel.procedures.integrity import check
from fazhi.kernel.referrals.models import Referral
from fazhi.lines.annual_report import services
from fazhi.lines.annual_report.models import Explanation
from fazhi.lines.annual_report.terms import Heading
from fazhi.lines.annual_report.tests.house import OPENED, PUBLISHED, SIGNED, House

pytestmark = pytest.mark.usefixtures("quick_files")


def found(name: str, on: date = PUBLISHED) -> tuple[str, ...]:
    (item,) = check(on=on, names=frozenset({name}))
    return item.told


def test_on_a_published_report_no_checker_finds_anything(house: House, records):
    house.published()

    names = ("report-signed-with-reasons", "published-figures-stand", "contribution-on-time")
    assert [found(name) for name in names] == [()] * 3
    assert not [told for told in found("open-matter-has-clock") if "法治年报" in told]


@pytest.mark.parametrize("sealed", [False, True], ids=("signed", "sealed"))
def test_a_report_signed_over_a_broken_identity_without_reason_is_found(
    house: House, records, broken_identity: str, sealed: bool
):
    report = house.to_meeting(house.complete())
    services.explain(report, finding=broken_identity, reason="两者本不相等", **house.acting(house.head, SIGNED))
    house.sign(report)
    if sealed:
        house.freeze(report)

    assert found("report-signed-with-reasons") == ()
    Explanation.objects.filter(finding=broken_identity).delete()  # as nobody could by an act
    assert found("report-signed-with-reasons") == ("法治年报2024 第1版已签发，恒等关系“公调 = 诉调”不成立，没有说明",)


def test_a_published_figure_that_moved_unexplained_is_found(house: House, records: list[Referral]):
    house.published()
    assert found("published-figures-stand") == ()

    Referral.objects.system("somebody at the table, past all acts").filter(pk=records[0].pk).delete()

    told = found("published-figures-stand")
    assert "法治年报2024 已公开，mediation.referred.police 与现有记录不符，没有留痕解释" in told


def test_an_overdue_contribution_is_found_until_it_is_accepted(house: House):
    house.open()
    asked = house.ask(Heading.PLANS, "调解工作")

    assert found("contribution-on-time", date(2025, 1, 20)) == ()
    late = ("法治年报2024-供稿1（法治督察处，调解工作）应于 2025-01-20 前交稿，尚未采用",)
    assert found("contribution-on-time", date(2025, 1, 21)) == late
    house.submit(asked, "稿。", OPENED)
    assert found("contribution-on-time", date(2025, 1, 21)) == late
    services.accept(asked, **house.acting(house.reporter, OPENED))
    assert found("contribution-on-time", date(2025, 1, 21)) == ()
