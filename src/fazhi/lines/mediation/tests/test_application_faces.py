"""What the desk shows of an application and of a complaint."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string

from fazhi.lines.mediation.services import applications
from fazhi.lines.mediation.services.parties import Side
from fazhi.lines.mediation.web.applications import APPLICATION_FACE, COMPLAINT_FACE


@pytest.fixture
def application(city: Any, at: Any) -> Any:
    return applications.apply(
        office=city.committee, number="20240603-000001", at=at, category="neighbour", applicant=Side("陈大明"),
        respondent=Side("林小红"), facts="楼上漏水。", request="修好。",
    )  # fmt: skip


def parts(face: Any, matter: Any, post: Any) -> list[str]:
    made = [(part.template, part.context(matter, SimpleNamespace(post=post))) for part in face.parts]
    return [render_to_string(template, dict(told)) for template, told in made if told is not None]


def test_an_application_shows_what_was_told(application: Any, city: Any) -> None:
    assert APPLICATION_FACE.title(application) == "邻里纠纷调解申请"
    assert dict(APPLICATION_FACE.facts(application)) == {
        "收到日期": "2024-06-03", "纠纷类别": "邻里", "事情经过": "楼上漏水。", "希望怎样解决": "修好。",
    }  # fmt: skip
    assert parts(APPLICATION_FACE, application, city.clerk) == []


def test_a_refused_one_shows_why(application: Any, city: Any, at: Any) -> None:
    applications.refuse(application, by=city.clerk, at=at, on=at.date(), reason="in_court")

    assert dict(APPLICATION_FACE.facts(application))["不予受理理由"] == "人民法院已经受理或者解决"


def test_an_accepted_one_leads_to_its_matter(application: Any, city: Any, at: Any) -> None:
    applications.accept(application, by=city.clerk, at=at, on=at.date(), number="〔2024〕12号")

    (sheet,) = parts(APPLICATION_FACE, application, city.clerk)
    assert "〔2024〕12号" in sheet


def test_a_complaint_shows_its_words_its_answer_and_what_it_is_about(application: Any, city: Any, at: Any) -> None:
    complaint = applications.complain(application, subject="delay", text="没人联系", at=at)
    acting = {"by": city.head, "at": at, "on": date(2024, 6, 3)}
    applications.tell(complaint, **acting)
    applications.answer(complaint, complaint_result="upheld", answer="已责令改正。", **acting)

    facts = dict(COMPLAINT_FACE.facts(complaint))
    assert COMPLAINT_FACE.title(complaint) == "投诉：迟迟不受理、不调解"
    assert (facts["投诉内容"], facts["认定结果"], facts["答复"]) == ("没人联系", "属实", "已责令改正。")
    assert "20240603-000001" in parts(COMPLAINT_FACE, complaint, city.head)[0]


def test_who_does_not_see_the_application_is_not_led_to_it(application: Any, city: Any, at: Any) -> None:
    complaint = applications.complain(application, subject="delay", text="没人联系", at=at)

    assert parts(COMPLAINT_FACE, complaint, city.stranger) == []
