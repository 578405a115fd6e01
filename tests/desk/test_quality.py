"""Pages of quality checks and recordings: ordered, drawn, scored without sight of each other, opened with a reason; and to whom not."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.audit.models import Read
from fazhi.lines.hotline.models import Consultation, QualityRound, QualityScore, Recording
from fazhi.lines.hotline.tests import checked, planned
from fazhi.lines.hotline.tests.duty import post_of
from fazhi.surfaces.accounts.tests.signing_in import signed_in

from .cast import posts_of

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


@pytest.fixture
def bureau(city: Any) -> Any:
    return city.bureau


@pytest.fixture
def posts(bureau: Any) -> tuple[Any, Any, Any]:
    """A head, and two clerks who score."""
    clerk, head = posts_of(bureau, "clerk", "head")
    return head, clerk, post_of(bureau, "E0099", "clerk")


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.content.decode()[:1500]
    found: str = response.content.decode()
    return found


def url(name: str, record: Any = None) -> str:
    return reverse(f"hotline-{name}", kwargs={"key": record.pk} if record else None)


def test_a_head_orders_last_month_s_check_and_is_told_what_is_wrong(bureau, posts):
    head, clerk, _ = (signed_in(post) for post in posts)
    month = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    told = {"month": f"{month:%Y-%m}", "share": "5", "bound": "10", "when": "soon"}

    for typed, says in (
        ({"month": "上月"}, "月份“上月”不是月份"),
        ({"share": "5%"}, "应当是整数"),
        ({"share": "0"}, "抽取比例（%）是“0”，应为1 到 100"),
        ({"month": f"{timezone.localdate():%Y-%m}"}, "还没有结束"),
        ({}, "没有答复的咨询"),
    ):
        assert says in text_of(head.post(url("quality"), {**told, **typed}), 400)
    rows = checked.answered(bureau, 21)
    Consultation.objects.system("a test").filter(pk__in=[row.pk for row in rows]).update(answered_date=month)
    assert "立项并封存名单" not in text_of(clerk.get(url("quality")))
    assert clerk.post(url("quality"), told).status_code == 403

    page = text_of(head.post(url("quality"), told, follow=True))

    assert "21 件抽 2 件" in page
    assert "在这以前不能抽取" in page
    held = QualityRound.objects.system("a test").get()
    assert "公共随机数" in text_of(head.post(url("quality-round", held), {"signature": checked.SIGNATURE}), 400)
    assert f"{month:%Y-%m}" in text_of(clerk.get(url("quality")))


def test_a_round_is_drawn_with_its_proof_and_scored_by_two_who_don_t_see_each_other(bureau, posts):
    head, first, second = (signed_in(post) for post in posts)
    checked.answered(bureau, 21, planned.firms(bureau, 2))
    held = checked.ordered(bureau, posts[0])
    wrong = text_of(head.post(url("quality-round", held), {"signature": "00" * 48}), 400)
    assert 'value="0000' in wrong
    page = text_of(head.post(url("quality-round", held), {"signature": checked.SIGNATURE}, follow=True))
    assert "抽中 2 件" in page
    assert "重算一致" in text_of(head.get(f"{url('quality-round', held)}?verify=1"))
    file = head.get(reverse("hotline-quality-file", kwargs={"key": held.pk, "name": "transcript.json"}))
    held.refresh_from_db()
    assert file.content.decode() == held.transcript
    assert head.get(reverse("hotline-quality-file", kwargs={"key": held.pk, "name": "x.json"})).status_code == 404
    one, other = checked.checks(held)

    missing = text_of(first.post(url("quality-check", one), {"opening": "done", "remark": "要再听"}), 400)
    assert "听清诉求" in missing.split('role="alert">')[1].split("</p>")[0]
    assert "要再听" in missing
    sent = first.post(url("quality-check", one), {**checked.DONE, "law": "not", "remark": "引错法条"})
    assert sent.headers["Location"] == url("quality-check", other)
    blind = text_of(second.get(url("quality-check", one)))
    assert "引错法条" not in blind
    assert "引错法条" in text_of(first.get(url("quality-check", one)))
    assert "示例" not in blind  # by which firm
    second.post(url("quality-check", one), checked.DONE)
    assert "引错法条" in text_of(second.get(url("quality-check", one)))
    assert "没有要您评的" in text_of(second.get(url("quality-check", one)))

    assert "待裁定" in text_of(head.get(url("quality-round", held)))
    assert first.post(url("quality-check", one), {**checked.DONE, "_do": "decide"}).status_code == 403
    head.post(url("quality-check", one), {**checked.DONE, "_do": "decide"})
    for client in (first, second):
        client.post(url("quality-check", other), {**checked.DONE, "fault": "soliciting"})
    page = text_of(head.get(url("quality-round", held)))
    assert QualityScore.objects.system("a test").count() == 5
    assert "评定 2 件，共 2 件" in page
    assert "优秀" in page
    # law: (没有做到, 做到) and (做到, 做到): one row of two is all 做到, so that chance agrees as much as they do.
    assert (
        '<th scope="row">依据准确</th><td class="num">2</td><td class="num">50%</td><td class="num">0.00</td>' in page
    )


def test_every_page_has_few_queries_and_says_nothing_to_others(city, bureau, posts, django_assert_max_num_queries):
    checked.answered(bureau, 60, planned.firms(bureau, 3))
    found = checked.drawn(bureau, posts[0], share=50)
    for check in found[:20]:
        checked.score(check, posts[1])
    consultation, check = found[0].consultation, found[0]
    pages = {
        "quality": None, "quality-round": check.round, "quality-check": check, "recording": consultation,
        "consultation": consultation,
    }  # fmt: skip
    head, mediator = signed_in(posts[0]), signed_in(city.mediator)
    stranger = signed_in(post_of(city.other_committee, "E0098", "head"))

    for name, record in pages.items():
        address = url(name, record)
        head.get(address)  # what is remembered of citations
        with django_assert_max_num_queries(MOST_QUERIES):
            text_of(head.get(address))
        assert stranger.get(address).status_code == (404 if record else 200)
        assert mediator.get(address).status_code == 403
    assert "2023-07" not in text_of(stranger.get(url("quality")))
    assert stranger.post(url("quality-check", check), checked.DONE).status_code == 404


def test_a_recording_is_in_no_list_and_opens_with_a_reason_for_one_view(bureau, posts):
    head, clerk, _ = (signed_in(post) for post in posts)
    row = planned.consultation(bureau)
    address = "https://switch.example/r/20240603-00001"
    assert "不是录音编号或者地址" in text_of(
        clerk.post(url("recording", row), {"_do": "note", "reference": "ftp://x"}), 400
    )
    page = text_of(clerk.post(url("recording", row), {"_do": "note", "reference": address}, follow=True))

    assert "已登记" in page
    assert address not in page
    assert clerk.post(url("recording", row), {"_do": "open", "reason": "complaint"}).status_code == 403
    for place in (url("consultation", row), url("consultations"), url("recording", row)):
        assert address not in text_of(head.get(place))
    assert "其他" in text_of(head.post(url("recording", row), {"_do": "open", "reason": "other"}), 400)
    opened = head.post(url("recording", row), {"_do": "open", "reason": "complaint"})
    assert f'href="{address}"' in text_of(opened)
    assert opened["Cache-Control"] == "private, no-store"
    noted = Read.objects.filter(subject_kind="hotline.recording").values_list("actor", "reason")
    assert list(noted) == [(posts[0].code, "complaint")]
    assert Recording.objects.system("a test").count() == 1
