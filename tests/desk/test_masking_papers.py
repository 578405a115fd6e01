"""A paper of a matter is masked and kept beside the original, with what it comes from and who has confirmed it."""

import io
from datetime import datetime
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse

from fazhi.kernel.audit.models import Entry, Read
from fazhi.kernel.papers import services
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.papers.terms import MatterRef
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.surfaces.accounts.tests.signing_in import signed_in


def letter(text: str = "申请人王建华，电话13900001234，请求调解。") -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


@pytest.fixture
def matter(city: Any, at: datetime) -> PeoplesMatter:
    """A dispute before the committee in 思明区."""
    matter = PeoplesMatter(
        number="〔2024〕1号", office=city.committee, state="applied", occurred_date=at.date(), recorded_at=at,
        category="neighbour", form="mediation", source="application", parties_count=2,
    )  # fmt: skip
    matter.save()
    return matter


@pytest.fixture
def paper(matter: PeoplesMatter, city: Any, at: datetime) -> Attachment:
    reference = MatterRef("mediation.people", matter.pk, matter.office)
    return services.attach(reference, letter(), name="王建华的申请.docx", kind="application", by=city.clerk, at=at)


def laid_out(client: Client, paper: Attachment) -> str:
    return str(client.post(reverse("masking-paper", kwargs={"key": paper.pk}))["Location"])


def test_the_masked_file_is_kept_in_the_matter_with_its_provenance(
    city: Any, matter: PeoplesMatter, paper: Attachment
) -> None:
    client = signed_in(city.clerk)
    url = laid_out(client, paper)

    answer = client.post(url, {"act": "keep_paper"})

    assert answer["Location"].endswith(f"{matter.pk}/#papers")
    kept = Attachment.objects.system("a test").exclude(pk=paper.pk).get()
    assert (kept.matter_id, kept.office_id, kept.kind) == (matter.pk, matter.office_id, paper.kind)
    assert (kept.masked_from, kept.added_by) == (paper.sha256, city.clerk.code)
    assert "王建华" not in kept.name
    _, content = services.read(kept.pk, by=city.clerk, at=kept.added_at, reason="核对")
    assert docx.Document(io.BytesIO(content)).paragraphs[0].text == "申请人王某，电话＊＊＊，请求调解。"
    shown = client.get(answer["Location"]).content.decode()
    assert f"脱敏件，原件摘要 {paper.sha256[:12]}" in shown
    assert Entry.objects.filter(action="papers.mask", subject_id=kept.pk.hex, actor=city.clerk.code).count() == 1
    assert Read.objects.filter(subject_id=paper.pk.hex, reason="脱敏").count() == 1
    assert client.get(url).status_code == 404


def test_a_stranger_and_one_without_the_right_are_refused(city: Any, paper: Attachment) -> None:
    url = reverse("masking-paper", kwargs={"key": paper.pk})

    assert signed_in(city.mediator).post(url).status_code == 403  # may not make files fit for publication
    city.stranger.role = "clerk"
    city.stranger.save()
    assert signed_in(city.stranger).post(url).status_code == 404
    assert Attachment.objects.system("a test").count() == 1


def test_nothing_is_kept_while_a_doubt_is_open(city: Any, matter: PeoplesMatter, at: datetime) -> None:
    reference = MatterRef("mediation.people", matter.pk, matter.office)
    doubtful = letter("监督电话：0592-5061234。")
    paper = services.attach(reference, doubtful, name="a.docx", kind="application", by=city.clerk, at=at)
    client = signed_in(city.clerk)

    answer = client.post(laid_out(client, paper), {"act": "keep_paper"})

    assert answer.status_code == 400
    assert "还有 1 处拿不准的没有决定" in answer.content.decode()
    assert Attachment.objects.system("a test").count() == 1


def test_a_file_that_was_brought_belongs_to_no_matter_and_is_only_handed_out(city: Any, paper: Attachment) -> None:
    client = signed_in(city.clerk)
    upload = io.BytesIO(letter())
    upload.name = "a.docx"
    url = client.post(reverse("masking"), {"file": upload})["Location"]

    answer = client.post(url, {"act": "keep_paper"})

    assert answer["Content-Disposition"].startswith("attachment")
    assert Attachment.objects.system("a test").count() == 1
