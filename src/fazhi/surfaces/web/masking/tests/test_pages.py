"""The desk's masking: what waits for a person is decided by one, the masked file goes out, the original goes."""

import io
from datetime import timedelta
from pathlib import Path

import docx
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fazhi.engines.masking import Kind, Span
from fazhi.kernel.audit.models import Entry
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.masking import store
from fazhi.surfaces.web.masking.decisions import MASK, decisions

TEXT = "来电人王建华，手机13900001234。监督电话：0592-5061234。经手人小猪。"


@pytest.fixture
def client(city) -> Client:
    return signed_in(city.clerk)


def brought(client: Client, name: str = "来电.txt", content: bytes = TEXT.encode()) -> str:
    return client.post(reverse("masking"), {"file": SimpleUploadedFile(name, content)})["Location"]


def test_original_and_masked_text_stand_side_by_side(client: Client, django_assert_max_num_queries) -> None:
    url = brought(client)

    with django_assert_max_num_queries(15):
        body = client.get(url).content.decode()

    assert '来电人<mark class="masking-sure">王建华</mark>' in body
    assert "来电人王某，手机＊＊＊。监督电话：0592-5061234。" in body


def test_a_doubtful_number_must_be_decided_before_the_file_is_given_out(client: Client) -> None:
    answer = client.post(brought(client), {"act": "take"})

    assert answer.status_code == 400
    assert "还有 1 处拿不准的没有决定" in answer.content.decode()


def test_decided_and_added_words_are_masked_in_the_file_and_the_original_goes(client: Client) -> None:
    url = brought(client)
    start = TEXT.index("0592")

    answer = client.post(url, {f"s{start}-{start + 12}": "mask", "words": "小猪", "kind": "NAME", "act": "take"})

    assert answer.content.decode() == "来电人王某，手机＊＊＊。监督电话：＊＊＊。经手人小某。"
    assert client.get(url).status_code == 404
    assert list((Path(settings.DATA_DIR) / "files/masking").iterdir()) == []
    assert [entry.action for entry in Entry.objects.filter(action__startswith="masking.").order_by("number")] == [
        "masking.receive",
        "masking.publish",
    ]


def test_what_a_person_releases_stays(client: Client) -> None:
    start = TEXT.index("0592")
    decided = {f"s{start}-{start + 12}": "keep", "s3-6": "keep", "act": "take"}

    assert client.post(brought(client), decided).content.decode() == TEXT.replace("13900001234", "＊＊＊")


def test_a_word_file_comes_back_as_one_without_the_name(client: Client) -> None:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("原告：张小明，男。")
    document.save(out)

    answer = client.post(brought(client, "张小明.docx", out.getvalue()), {"act": "take"})

    assert docx.Document(io.BytesIO(answer.content)).paragraphs[0].text == "原告：张某，男。"
    assert answer["Content-Disposition"].endswith('.docx"')


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1.4 broken"), ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("a.docx", b"x")],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence_and_not_kept(
    client: Client, name: str, content: bytes
) -> None:
    answer = client.post(reverse("masking"), {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 400
    assert name in answer.content.decode()
    assert list((Path(settings.DATA_DIR) / "files/masking").iterdir()) == []


def test_no_file_is_said(client: Client) -> None:
    assert "没有选择文件" in client.post(reverse("masking")).content.decode()


def test_another_post_sees_nothing_of_it(client: Client, city) -> None:
    url = brought(client)

    assert signed_in(city.head).get(url).status_code == 404


def test_a_file_given_up_is_gone(client: Client) -> None:
    url = brought(client)

    client.post(f"{url}abandonment/")

    assert client.get(url).status_code == 404


def test_what_waits_longer_than_a_day_is_shown_no_more_and_goes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = brought(client)
    monkeypatch.setattr(store, "LONGEST", timedelta(0))

    assert client.get(url).status_code == 404
    assert store.sweep(at=timezone.now(), data_dir=Path(settings.DATA_DIR)) == 0


def test_words_chosen_in_the_text_are_masked_as_what_they_are_said_to_be(client: Client) -> None:
    url = brought(client)
    start = TEXT.index("小猪")
    doubt = TEXT.index("0592")

    seen = client.post(url, {"span": [f"{start}-{start + 2}-NAME"], "act": "look"}).content.decode()
    answer = client.post(
        url, {"span": [f"{start}-{start + 2}-NAME"], f"s{doubt}-{doubt + 12}": "keep", "act": "take"}
    ).content.decode()

    assert f'<input type="hidden" name="span" value="{start}-{start + 2}-NAME">' in seen
    assert "人工添加" in seen
    assert answer == TEXT.replace("王建华", "王某").replace("13900001234", "＊＊＊").replace("小猪", "小某")


def test_a_choice_takes_in_the_spans_that_it_touches_and_counts_as_the_page_counts() -> None:
    text = "来电：\r\n王建华同志。"
    found = (Span(5, 8, Kind.NAME),)

    chosen = decisions(text, found, {}, ["5-8-ADDRESS", "0-99-NAME", "3-2-NAME", "0-2-OTHER", "nonsense"])

    (one,) = chosen  # 5 to 8 without the carriage return: 建华同
    assert (one.words, one.span.kind, one.choice) == ("王建华同", Kind.ADDRESS, MASK)
