"""Comments on a draft and texts that offices write, by their pages: kept, checked, told apart, each once."""

import re
from typing import Any

import pytest
from django.urls import reverse
from tests.desk.writing import REPORT, RESOLVED, comment, hidden_of, text_of

from fazhi.kernel.audit.models import Entry
from fazhi.lines.annual_report import papers, queries, services
from fazhi.lines.annual_report.models import AnnualReport, Comment, Contribution, Draft, Submission
from fazhi.lines.annual_report.terms import Heading

COMMENTS = f"{REPORT}comments/"
PARAGRAPH = re.compile(r'<p id="p-([0-9a-f]{16})">')


def the_comment() -> Comment:
    return Comment.objects.system("the test looks").latest("pk")


def answer(client: Any, found: Comment, **answers: str) -> Any:
    url = f"{COMMENTS}{found.pk}/answer/"
    page = text_of(client.get(COMMENTS))
    return client.post(url, {**hidden_of(page, url, answers.get("outcome", "")), **answers}, follow=True)


def test_a_comment_at_a_figure_stands_beside_the_report_and_is_answered(house: Any, desk: Any) -> None:
    house.open()
    reporter = desk(house.reporter)

    comment(reporter, "请写明是协议金额。", figure="mediation.people.amount")
    shown = text_of(reporter.get(REPORT))
    answer(reporter, the_comment(), outcome="declined", text="定义里已经写明")
    answered = text_of(reporter.get(COMMENTS))

    assert "请写明是协议金额。" in shown
    assert "未处理 1" in shown
    assert "不采纳：定义里已经写明" in answered
    assert [entry.action for entry in Entry.objects.filter(action__contains="comment")] == [
        "annual_report.comment",
        "annual_report.comment_answered",
    ]


def test_a_comment_at_a_paragraph_follows_it_when_the_text_is_changed(house: Any, desk: Any) -> None:
    house.open()
    before = "基层调解力量不足，主要原因是编制少，培训也不够。"
    made = house.contribute(Heading.SHORTCOMINGS, before)
    reporter = desk(house.reporter)
    page = text_of(reporter.get(REPORT))
    digest = re.search(rf'<p id="p-([0-9a-f]{{16}})">{before}', page).group(1)
    comment(reporter, "请补充数字。", paragraph=digest)

    house.contribute(Heading.SHORTCOMINGS, "基层调解力量不足，主要原因是编制偏少，培训也不够。", replaces=made.number)
    page = text_of(reporter.get(COMMENTS))

    # The contribution that took the other's place is another section, so the old words are not taken for the new ones.
    assert "报告里已经没有这一处。" in page
    assert before in page


def test_a_comment_says_that_the_figure_has_changed_since(house: Any, desk: Any) -> None:
    house.open()
    reporter = desk(house.reporter)
    comment(reporter, figure=RESOLVED)
    Comment.objects.system("the figure as it was").update(said="4件")

    page = text_of(reporter.get(COMMENTS))

    assert "这一处后来改过，现在是：" in page
    assert "各类人民调解组织排查化解矛盾纠纷：5件" in page


def test_comments_are_in_no_file_of_the_report(house: Any, desk: Any) -> None:
    report = house.complete()
    comment(desk(house.reporter), "只给起草人看的话", figure=RESOLVED)

    house.sign(house.to_meeting(report))
    house.freeze(report)
    made = papers.files(queries.report(2024))

    assert not any("只给起草人看的话".encode() in content for content in made.values())
    assert Comment.objects.system("the test looks").count() == 1


def test_who_was_asked_for_a_text_reads_the_draft_and_comments_and_others_do_not(house: Any, desk: Any) -> None:
    report = house.complete(Heading.PLANS)
    house.ask(Heading.PLANS, "下一年安排")
    services.consult(report, **house.acting(house.reporter, report.occurred_date))
    clerk, stranger = desk(house.clerk), desk(house.stranger)

    page = text_of(clerk.get(REPORT))
    digest = PARAGRAPH.search(page).group(1)
    comment(clerk, "建议写明来源。", paragraph=digest)

    assert "征求意见稿" in page
    assert "本机构还有 1 篇约稿要写" in page
    assert "/figures/" not in page
    assert stranger.get(REPORT).status_code == 404
    assert stranger.get(COMMENTS).status_code == 404
    assert "建议写明来源。" in text_of(desk(house.reporter).get(COMMENTS))


def test_a_draft_that_goes_round_withholds_small_cells(house: Any, desk: Any) -> None:
    report = house.open()
    house.ask(Heading.PLANS)
    services.consult(report, **house.acting(house.reporter, report.occurred_date))

    page = text_of(desk(house.clerk).get(REPORT))

    assert "各部门行政调解情况" in page
    row = re.search(r"市人力资源和社会保障局</th>(.*?)</tr>", page, re.DOTALL).group(1)
    assert "—" in row


def test_the_other_division_does_not_see_a_comment(house: Any, desk: Any) -> None:
    house.open()
    house.ask(Heading.PLANS)
    house.ask(Heading.OTHER, office=house.other_division)
    report = AnnualReport.objects.system("the test looks").get()
    services.consult(report, **house.acting(house.reporter, report.occurred_date))
    page = text_of(desk(house.clerk).get(REPORT))
    comment(desk(house.clerk), "我处的意见", paragraph=PARAGRAPH.search(page).group(1))

    assert "我处的意见" not in text_of(desk(house.stranger).get(COMMENTS))
    url = f"{COMMENTS}{the_comment().pk}/answer/"
    assert desk(house.stranger).post(url, {"outcome": "adopted"}).status_code == 404


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [
        ({"text": ""}, 400, "还没有填写，应为"),
        ({"text": "字" * 20_001}, 400, "20,000字的文字"),
        ({"text": "意见", "figure": "no.such.figure"}, 400, "报告里已经没有这个数字或者段落"),
        ({"text": "意见", "_token": "forged"}, 400, "表单已经失效"),
    ],
    ids=["empty", "too long", "tampered place", "tampered token"],
)
def test_a_comment_that_says_nothing_or_stands_nowhere_is_refused(
    house: Any, desk: Any, sent: dict[str, str], status: int, told: str
) -> None:
    house.open()
    reporter = desk(house.reporter)
    page = text_of(reporter.get(COMMENTS, {"figure": RESOLVED}))

    refused = reporter.post(COMMENTS, {**hidden_of(page, COMMENTS), **sent})

    assert refused.status_code == status
    assert told in refused.content.decode()
    assert not Comment.objects.system("the test looks").exists()


def test_what_was_typed_stays_when_the_report_was_signed_meanwhile(house: Any, desk: Any) -> None:
    report = house.complete()
    reporter = desk(house.reporter)
    page = text_of(reporter.get(COMMENTS, {"figure": RESOLVED}))
    house.sign(house.to_meeting(report))

    refused = reporter.post(COMMENTS, {**hidden_of(page, COMMENTS), "text": "写了很久的意见"})

    assert refused.status_code == 400
    assert "不再收意见" in refused.content.decode()
    assert "写了很久的意见" in refused.content.decode()


def test_the_second_of_two_who_answer_is_told_of_the_first(house: Any, desk: Any) -> None:
    house.open()
    reporter = desk(house.reporter)
    comment(reporter, figure=RESOLVED)
    found = the_comment()
    url = f"{COMMENTS}{found.pk}/answer/"
    forms = [hidden_of(text_of(reporter.get(COMMENTS)), url, "adopted") for _ in range(2)]

    first = reporter.post(url, {**forms[0], "outcome": "adopted", "text": ""}, follow=True)
    second = reporter.post(url, {**forms[1], "outcome": "declined", "text": "不改"})

    assert "已办理" in text_of(first)
    assert second.status_code == 409
    assert "这条意见已由 R1 处理：采纳。" in second.content.decode()
    found.refresh_from_db()
    assert (found.outcome, found.answer) == ("adopted", "")


@pytest.mark.parametrize(
    ("who", "outcome", "text", "status"),
    [
        ("reporter", "declined", "", 400),
        ("reporter", "published", "好", 400),
        ("head", "adopted", "", 403),
        ("head", "withdrawn", "", 403),
    ],
    ids=["declined without a reason", "an outcome that there isn't", "not by the head", "withdrawn by another"],
)
def test_an_answer_that_may_not_be_is_refused(
    house: Any, desk: Any, who: str, outcome: str, text: str, status: int
) -> None:
    house.open()
    reporter = desk(house.reporter)
    comment(reporter, figure=RESOLVED)
    url = f"{COMMENTS}{the_comment().pk}/answer/"
    token = hidden_of(text_of(reporter.get(COMMENTS)), url, "adopted")

    refused = desk(getattr(house, who)).post(url, {**token, "outcome": outcome, "text": text})

    assert refused.status_code == status
    assert the_comment().outcome == "open"


def test_who_wrote_a_comment_withdraws_it(house: Any, desk: Any) -> None:
    house.open()
    head = desk(house.head)
    comment(head, figure=RESOLVED)

    answer(head, the_comment(), outcome="withdrawn")

    assert the_comment().outcome == "withdrawn"
    assert "撤回我的意见" not in text_of(head.get(COMMENTS))


def test_comments_need_the_token_of_the_site(house: Any) -> None:
    from django.test import Client

    from fazhi.surfaces.accounts.tests.signing_in import signed_in

    house.open()
    client = signed_in(house.reporter)
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.cookies = client.cookies

    assert strict.post(COMMENTS, {"figure": RESOLVED, "text": "x"}).status_code == 403


@pytest.fixture
def owed(house: Any) -> Contribution:
    house.open()
    return house.ask(Heading.LEADER, "履职情况")


def write(client: Any, owed: Contribution, do: str, text: str, **more: str) -> Any:
    url = reverse("contribution", kwargs={"key": owed.pk})
    page = text_of(client.get(url))
    return client.post(url, {**hidden_of(page, url), "_do": do, "text": text, **more})


def test_a_text_is_written_in_serif_with_its_figures_filled_and_hand_typed_ones_pointed_at(
    house: Any, desk: Any, owed: Contribution
) -> None:
    text = "召开会议12次，全年受理纠纷案件5件，其中行政纠纷3件、民商事纠纷1件，签收{mediation.referred.police}。\n{no.such}"

    answered = write(desk(house.clerk), owed, "preview", text).content.decode()

    assert "没有这些指标，不能供稿：no.such" in answered
    assert "没有记录支持的数字：12次" in answered
    assert "/reports/2024/figures/mediation.referred.police/#open" in answered
    assert "文中的数对不上" in answered
    assert text.splitlines()[1] in answered


def test_a_draft_is_kept_and_the_second_of_two_writers_is_told(house: Any, desk: Any, owed: Contribution) -> None:
    clerk, colleague = desk(house.clerk), desk(house.division_reporter)
    url = reverse("contribution", kwargs={"key": owed.pk})
    page = text_of(colleague.get(url))

    assert write(clerk, owed, "save", "甲写的").status_code == 302
    write(clerk, owed, "save", "甲又写的")
    refused = colleague.post(url, {**hidden_of(page, url), "_do": "save", "text": "乙写的"})

    assert refused.status_code == 409
    told = refused.content.decode()
    assert "刚刚保存过" in told
    assert "甲又写的" in told
    assert "乙写的" in told
    assert Draft.objects.get().text == "甲又写的"
    assert "甲又写的" in text_of(clerk.get(url))


def test_a_text_that_is_submitted_twice_comes_in_once(house: Any, desk: Any, owed: Contribution) -> None:
    clerk, url = desk(house.clerk), reverse("contribution", kwargs={"key": owed.pk})
    form = {**hidden_of(text_of(clerk.get(url)), url), "_do": "submit", "text": "主要负责人带头学法。"}

    answers = [clerk.post(url, form, follow=True) for _ in range(2)]

    assert "没有重复登记" in text_of(answers[1])
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "还没有填写，应为"), ("签收{no.such}。", "没有这些指标：no.such"), ("字" * 20_001, "20,000字的文字")],
    ids=["empty", "unknown figure", "too long"],
)
def test_a_text_that_can_not_come_in_is_refused_and_kept(
    house: Any, desk: Any, owed: Contribution, text: str, told: str
) -> None:
    refused = write(desk(house.clerk), owed, "submit", text)

    assert refused.status_code == 400
    assert told in refused.content.decode()
    assert text in refused.content.decode()
    assert not Submission.objects.exists()


def test_versions_stand_beside_each_other_with_what_changed(house: Any, desk: Any, owed: Contribution) -> None:
    clerk = desk(house.clerk)
    write(clerk, owed, "submit", "召开会议。")
    owed.refresh_from_db()
    services.return_(owed, reason="写明次数", **house.acting(house.reporter, owed.occurred_date))
    write(clerk, owed, "submit", "召开会议两次。")

    page = text_of(clerk.get(reverse("contribution", kwargs={"key": owed.pk})))

    assert "写明次数" in page
    assert "召开会议<ins>两次</ins>。" in page
    assert "第 2 稿" in page


def test_the_reporter_accepts_on_the_page_and_the_clerk_can_not(house: Any, desk: Any, owed: Contribution) -> None:
    write(desk(house.clerk), owed, "submit", "召开会议。")
    url = f"/reports/contributions/{owed.pk}/acts/accept/"
    reporter = desk(house.reporter)
    page = text_of(reporter.get(url))
    form = hidden_of(page, url)

    refused = desk(house.clerk).post(url, {**form, "on": "2026-01-06"})
    taken = reporter.post(url, {**form, "on": re.search(r'name="on" value="([^"]*)"', page).group(1)}, follow=True)

    assert refused.status_code == 403
    assert "已办理“采用”。" in text_of(taken)
    assert "召开会议。" in text_of(reporter.get(REPORT))


def test_a_contribution_of_another_division_is_not_there(house: Any, desk: Any, owed: Contribution) -> None:
    stranger = desk(house.stranger)

    assert stranger.get(reverse("contribution", kwargs={"key": owed.pk})).status_code == 404
    assert "履职情况" not in text_of(stranger.get(f"{REPORT}contributions/"))
