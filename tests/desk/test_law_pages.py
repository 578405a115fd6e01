"""The law's pages: what rests on an article, the text on another day, and the part that opens where it is cited."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from fazhi.engines.citation import Article
from fazhi.kernel.audit.services import create_key
from fazhi.kernel.law.services import load_packaged
from fazhi.kernel.law.tests.conftest import MakeCorpus, make_corpus
from fazhi.kernel.procedures.services import enter, take
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.jobs.models import Job
from fazhi.surfaces.jobs.services import run
from fazhi.surfaces.resting import cited_titles, name_of, resting_on
from fazhi.surfaces.web.citations import cited

__all__ = ["make_corpus"]


def test_the_steps_that_cite_an_article_rest_on_it() -> None:
    (step,) = [step for step in PEOPLES_MEDIATION.steps if step.name == "withdraw"][:1]

    titles = [
        each.title
        for each in resting_on(step.basis.title, number=step.basis.number)  # type: ignore[union-attr]
    ]

    assert f"{PEOPLES_MEDIATION.title}：{step.title}" in titles


def test_rights_and_periods_rest_on_their_articles(db: None) -> None:
    assert "授予和收回岗位" in [each.title for each in resting_on("个人信息保护法", number=51)]
    assert "行政许可决定" in [each.title for each in resting_on("中华人民共和国行政许可法", number=42)]
    assert resting_on("没有这部法") == ()
    assert resting_on("人民调解法", number=9999) == ()


def test_a_text_has_one_name_however_it_is_cited() -> None:
    assert name_of("中华人民共和国人民调解法") == name_of("人民调解法")
    assert len({each.title for each in cited_titles()}) == len(cited_titles())


def test_every_citation_of_the_system_is_in_the_list(city: Any) -> None:
    shown = signed_in(city.mediator).get(reverse("laws")).content.decode()

    for each in cited_titles():
        assert each.title in shown
    page = signed_in(city.mediator).get(reverse("law-title", kwargs={"title": "人民调解法"})).content.decode()
    assert "第二十六条" in page


@pytest.fixture
def library(db: None, make_corpus: MakeCorpus) -> None:
    """Two versions of an act: the older one says 旧文, that since 2011 新文."""
    create_key()
    title = "中华人民共和国人民调解法"
    accepting = "人民调解委员会可以根据当事人的申请受理民间纠纷。"
    old = (("第一条", "旧文一。"), ("第十五条", accepting), ("第二十六条", "旧文二十六。"))
    new = (("第一条", "新文一。"), ("第十七条", accepting), ("第二十六条", "新文二十六。"))
    rows = [
        ("old", title, "法律", "1990-06-01", "1990-01-01", "历史版本", old),
        ("new", title, "法律", "2011-01-01", "2010-08-28", "现行有效", new),
    ]
    load_packaged(make_corpus(rows), at=datetime(2026, 11, 1, tzinfo=UTC))


def law(article: str = "26") -> str:
    return reverse("law", kwargs={"title": "人民调解法", "article": article})


def test_an_article_shows_its_text_and_what_rests_on_it(city: Any, library: None) -> None:
    shown = signed_in(city.mediator).get(law()).content.decode()

    assert "新文二十六" in shown
    assert "依据这一条的事" in shown
    assert PEOPLES_MEDIATION.title in shown


def test_another_day_shows_the_text_of_that_day(city: Any, library: None) -> None:
    client = signed_in(city.mediator)

    assert "旧文二十六" in client.get(law(), {"on": "2000-01-01"}).content.decode()
    assert "新文二十六" in client.get(law(), {"on": "20110101"}).content.decode()
    wrong = client.get(law(), {"on": "从前"}).content.decode()
    assert "不是日期" in wrong
    assert "新文二十六" in wrong


def test_a_click_on_a_citation_opens_the_text_in_its_place(city: Any, library: None) -> None:
    client = signed_in(city.mediator)

    part = client.get(law(), headers={"HX-Request": "true"})
    whole = client.get(law())

    assert part.content.decode().strip().startswith("<details")
    assert "新文二十六" in part.content.decode()
    assert law() in part.content.decode()
    assert "HX-Request" in part.headers["Vary"]
    assert "HX-Request" in whole.headers["Vary"]
    assert "<html" in whole.content.decode()


def test_a_citation_is_a_link_for_whoever_has_no_script(city: Any, library: None) -> None:
    (shown,) = cited([Article("人民调解法", 26)])

    assert (shown.url, shown.mark) == (law(), "")


def test_an_article_is_asked_for_with_few_queries(city: Any, library: None, django_assert_max_num_queries: Any) -> None:
    client = signed_in(city.mediator)

    with django_assert_max_num_queries(15):
        assert client.get(law(), {"on": "2000-01-01"}).status_code == 200


def test_an_article_of_a_former_day_tells_its_number_of_today_and_what_rests_on_that(city: Any, library: None) -> None:
    shown = signed_in(city.mediator).get(law("15"), {"on": "2000-01-01"}).content.decode()

    assert f'href="{law("17")}?on=2011-01-01"' in shown
    assert "条号有变" in shown
    assert "按今天的条号第十七条" in shown
    assert f"{PEOPLES_MEDIATION.title}：受理" in shown


def test_acts_that_cite_it_are_counted_within_the_posts_offices(city: Any, at: datetime, library: None) -> None:
    matter = PeoplesMatter(
        number="〔2024〕1号", office=city.committee, state="applied", occurred_date=at.date(), recorded_at=at,
        category="neighbour", form="mediation", source="application", parties_count=2,
    )  # fmt: skip
    matter.save()
    enter(PEOPLES_MEDIATION, "applied", [(matter.pk, matter.office_id, at.date())], at=at)
    accepted = {"accepted_date": at.date(), "accepted_year": 2024, "accepted_quarter": 2, "accepted_month": 6}
    take(matter, "accept", by=city.clerk, at=at, on=at.date(), changes=accepted)

    def told(post: Any) -> str:
        return signed_in(post).get(law("17")).content.decode()

    assert f"{PEOPLES_MEDIATION.title}：已有 1 次行为依据这一条，涉及 1 件" in told(city.head)
    assert "次行为依据这一条" not in told(city.stranger)


def test_checks_of_drafts_rest_on_their_articles() -> None:
    assert ("审核规则", "设定或者变相设定行政许可") in [
        (each.kind, each.title) for each in resting_on("行政许可法", number=17)
    ]


def test_the_law_is_searched_and_the_words_are_marked(city: Any, library: None) -> None:
    client = signed_in(city.mediator)

    waiting = client.get(reverse("laws"), {"q": "民间纠纷"}).content.decode()
    assert "后台正在建立" in waiting
    assert Job.objects.get().name == "law.index"
    client.get(reverse("laws"), {"q": "民间纠纷"})
    run(Job.objects.get().pk)
    found = client.get(reverse("laws"), {"q": "民间纠纷"}).content.decode()

    assert "受理<mark>民间纠纷</mark>。" in found
    assert law("17") in found
    assert "截至 2011年1月1日" in found or "截至 2010年8月28日" in found
    assert "没有查到" in client.get(reverse("laws"), {"q": "绝无此语"}).content.decode()
