"""The case file on the desk: places, photographs, papers for a reason, archiving; sessions arranged and told of."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.audit.models import Read
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.papers.tests.cases import jpeg, png
from fazhi.lines.mediation.errors import AppointmentPast, NoAppointment
from fazhi.lines.mediation.models import Appointment, CaseFile
from fazhi.lines.mediation.papers import FORMS
from fazhi.lines.mediation.services import people
from fazhi.surfaces.accounts.tests.signing_in import signed_in

pytestmark = pytest.mark.django_db

DAY = date(2025, 2, 19)


def url(matter, name="") -> str:
    return reverse(f"mediation-file{name}", kwargs={"key": matter.pk})


def test_it_lists_its_places_with_what_is_there_and_what_is_missing(committee, django_assert_max_num_queries):
    matter = committee.settled(DAY)
    client = signed_in(committee.clerk)

    with django_assert_max_num_queries(15):
        page = client.get(url(matter)).content.decode()

    assert "还缺：当事人身份证明" in page
    assert "调解协议书" in page
    assert 'value="agreement.pdf"' in page
    assert "陈示例" not in page


def test_looking_at_the_list_is_a_read_in_the_trail(committee):
    matter = committee.settled(DAY)

    signed_in(committee.clerk).get(url(matter))

    assert Read.objects.get().reason == "查看卷宗目录"


def photograph(client, matter, content, name="签字.jpg", item="identity", token=True):
    page = client.get(url(matter)).content.decode()
    found = page.split('name="_token" value="')[1].split('"')[0] if token else ""
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return client.post(url(matter, "-photograph"), {"_token": found, "item": item, "file": file})


def test_a_photograph_goes_to_its_place(committee):
    matter = committee.settled(DAY)
    client = signed_in(committee.clerk)

    answer = photograph(client, matter, jpeg())

    assert answer.status_code == 302
    assert Attachment.objects.system("a test").get().kind == "mediation.casefile.identity"
    assert "必须的材料齐全" in client.get(url(matter)).content.decode()


@pytest.mark.parametrize(
    ("content", "item", "said"),
    [
        (b"<html><script>alert(1)</script>", "identity", "签字.jpg"),
        (None, "nowhere", "应为所列材料之一"),
        (b"", "identity", "一个不为空的文件"),
    ],
)
def test_what_is_no_picture_or_has_no_place_is_refused_in_words(committee, content, item, said):
    matter = committee.settled(DAY)

    answer = photograph(signed_in(committee.clerk), matter, jpeg() if content is None else content, item=item)

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Attachment.objects.system("a test").exists()


def test_a_photograph_sent_twice_is_kept_once(committee):
    matter = committee.settled(DAY)
    client = signed_in(committee.clerk)
    page = client.get(url(matter)).content.decode()
    token = page.split('name="_token" value="')[1].split('"')[0]

    for _ in range(2):
        file = SimpleUploadedFile("a.jpg", jpeg(), content_type="image/jpeg")
        client.post(url(matter, "-photograph"), {"_token": token, "item": "identity", "file": file})

    assert Attachment.objects.system("a test").count() == 1


@pytest.mark.parametrize(
    ("paper", "head"), [("agreement.docx", b"PK"), ("registration.docx", b"PK"), ("rights.pdf", b"%PDF")]
)
def test_a_paper_is_made_for_a_reason_which_the_trail_keeps(committee, paper, head):
    matter = committee.settled(DAY)

    answer = signed_in(committee.clerk).post(url(matter, "-paper"), {"reason": "handling", "_paper": paper})

    assert answer.content.startswith(head)
    assert "attachment" in answer["Content-Disposition"]
    assert Read.objects.get().reason == "handling"


def test_no_paper_without_a_reason(committee):
    matter = committee.settled(DAY)
    client = signed_in(committee.clerk)

    for sent in ({"_paper": "agreement.pdf"}, {"_paper": "agreement.pdf", "reason": "x"}):
        answer = client.post(url(matter, "-paper"), sent)
        assert answer.status_code == 400
        assert "%PDF" not in answer.content.decode(errors="replace")
    assert client.get(url(matter, "-paper")).status_code == 400


@pytest.mark.parametrize("paper", ["agreement.exe", "nothing.pdf", "", "agreement"])
def test_a_paper_that_the_records_do_not_give_is_not_there(committee, paper):
    matter = committee.settled(DAY)

    answer = signed_in(committee.clerk).post(url(matter, "-paper"), {"reason": "handling", "_paper": paper})

    assert answer.status_code == 404


def test_the_whole_file_is_one_pdf(committee):
    matter = committee.settled(DAY)

    answer = signed_in(committee.clerk).post(url(matter, "-bound"), {"reason": "handling"})

    assert answer.content.startswith(b"%PDF")


def test_it_is_archived_once_it_is_whole(committee):
    matter = committee.settled(DAY)
    client = signed_in(committee.clerk)

    refused = client.post(url(matter, "-archive"), {"keeping": "short", "on": "2025-2-19"})
    photograph(client, matter, png(), name="身份证.png")
    unsaid = client.post(url(matter, "-archive"), {"keeping": "", "on": ""})
    done = client.post(url(matter, "-archive"), {"keeping": "short", "on": ""}, follow=True).content.decode()

    assert (refused.status_code, unsaid.status_code) == (400, 400)
    assert "卷宗缺“当事人身份证明”" in refused.content.decode()
    assert "请选择保管期限" in unsaid.content.decode()
    assert "已归档" in done
    assert CaseFile.objects.system("a test").get().keeping == "short"


def test_another_offices_file_is_not_there(committee):
    matter = committee.settled(DAY)
    client = signed_in(committee.stranger)

    for name in ("", "-bound", "-paper", "-photograph", "-archive"):
        assert client.post(url(matter, name), {"reason": "handling"}).status_code == 404


# sessions


def test_a_session_is_arranged_and_both_sides_are_told(committee):
    matter = committee.accepted(DAY)
    at = committee.clerks(DAY)["at"]
    when = at + timedelta(days=1)

    made = people.arrange(matter, by=committee.clerk, at=at, on=at, meets_at=when, place="莲前司法所")
    people.notify_session(matter, by=committee.clerk, at=at, on=at, whom="applicant", manner="telephone")
    people.notify_session(matter, by=committee.clerk, at=when, on=when, whom="respondent", manner="written")

    made.refresh_from_db()
    assert (made.sequence, made.meets_at, made.place) == (1, when, "莲前司法所")
    assert (made.applicant_told_at, made.applicant_manner) == (at, "telephone")
    assert (made.respondent_told_at, made.respondent_manner) == (when, "written")


def test_a_later_arrangement_is_the_one_that_is_told(committee):
    matter, at = committee.accepted(DAY), committee.clerks(DAY)["at"]
    for days in (1, 2):
        people.arrange(matter, by=committee.clerk, at=at, on=at, meets_at=at + timedelta(days=days), place="所")

    people.notify_session(matter, by=committee.clerk, at=at, on=at, whom="both", manner="message")

    told = Appointment.objects.system("a test").order_by("sequence").values_list("applicant_manner", flat=True)
    assert list(told) == ["", "message"]


def test_a_session_in_the_past_and_word_of_none_are_refused(committee):
    matter, at = committee.accepted(DAY), committee.clerks(DAY)["at"]

    with pytest.raises(NoAppointment):
        people.notify_session(matter, by=committee.clerk, at=at, on=at, whom="both", manner="message")
    with pytest.raises(AppointmentPast):
        people.arrange(matter, by=committee.clerk, at=at, on=at, meets_at=at - timedelta(minutes=1), place="所")
    assert not Appointment.objects.system("a test").exists()


def test_the_page_shows_the_session_and_prints_its_notice(committee):
    today = timezone.localdate()
    matter = committee.accepted(today)
    client = signed_in(committee.clerk)
    now = timezone.now()
    people.arrange(matter, by=committee.clerk, at=now, on=now, meets_at=now + timedelta(days=1), place="莲前司法所")

    page = client.get(reverse("mediation-people", kwargs={"key": matter.pk})).content.decode()
    notice = client.post(url(matter, "-paper"), {"reason": "handling", "_paper": "notice.pdf"})

    assert "莲前司法所" in page
    assert "尚未通知" in page
    assert notice.content.startswith(b"%PDF")


def test_arranging_is_an_act_on_the_page_with_its_source_marked(committee):
    matter = committee.accepted(timezone.localdate())
    act = reverse("mediation-people-act", kwargs={"key": matter.pk, "act": "arrange"})

    page = signed_in(committee.clerk).get(act).content.decode()

    assert 'name="meets_at"' in page
    assert "全国人民调解工作规范" in page
    assert "待核" in page


# blank papers


def test_every_paper_is_there_as_a_blank(committee, django_assert_max_num_queries):
    client = signed_in(committee.clerk)
    with django_assert_max_num_queries(15):
        page = client.get(reverse("mediation-papers")).content.decode()

    for form in FORMS.values():
        assert form.title in page
        assert client.get(reverse("mediation-blank", args=(form.code, "docx"))).content.startswith(b"PK")
    assert client.get(reverse("mediation-blank", args=("notice", "pdf"))).content.startswith(b"%PDF")


@pytest.mark.parametrize(("code", "suffix"), [("nothing", "pdf"), ("agreement", "exe")])
def test_no_other_blank_is_there(committee, code, suffix):
    assert signed_in(committee.clerk).get(reverse("mediation-blank", args=(code, suffix))).status_code == 404
