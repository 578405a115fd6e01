"""A sender's own headings: decided by a person of the bureau, saved, and the file read by them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.exchange import saved_mappings
from fazhi.surfaces.web.imports.tests.importing import act, latest, upload

pytestmark = pytest.mark.django_db

THEIRS = (
    "接警单号,渠道,所,性质,送来日\nJJ-1,公调对接,莲前所,邻居吵架,2024-03-01\nJJ-2,公调对接,莲前所,邻里,2024-03-02\n"
)


def mapping_url():
    return reverse("import-mapping", kwargs={"key": latest().pk})


@pytest.fixture
def drafted(desk, city):
    """A file of theirs, with a draft of its headings; gives the client."""
    client = desk(city.reporter)
    upload(client, SimpleUploadedFile("移送.csv", THEIRS.encode()))
    client.post(mapping_url(), {"draft": "1", "kind": "test.cases"})
    assert latest().draft
    return client


ANSWER = {
    "sender": "莲前派出所", "sheet": "", "skip_rows": "0",
    "heading-0": "number", "heading-1": "channel", "heading-2": "sender", "heading-3": "category",
    "heading-4": "sent_date", "word-category-0": "邻里", "fixed-office": "XM-SM-01",
}  # fmt: skip


def test_an_unknown_heading_leads_to_the_mapping_for_who_may(desk, city):
    client, clerk = desk(city.reporter), desk(city.clerk)
    for each, offered in ((client, True), (clerk, False)):
        upload(each, SimpleUploadedFile("移送.csv", THEIRS.encode()))
        shown = each.get(reverse("import-file", kwargs={"key": latest().pk})).content.decode()
        assert (mapping_url() in shown) is offered
    assert clerk.get(mapping_url()).status_code == 403


def test_what_is_known_is_filled_in_and_the_rest_is_open(drafted):
    shown = drafted.get(mapping_url()).content.decode()

    assert "邻居吵架" not in shown or "word-category-0" in shown
    assert "（请选择）" in shown
    assert "接收组织代码" in shown


def test_a_decided_mapping_is_saved_and_the_file_is_read_by_it(drafted):
    from fazhi.kernel.exchange.mappings import read_mapping

    words = read_mapping(latest().draft).values
    response = drafted.post(mapping_url(), {**ANSWER, **_words(words)})

    assert response.status_code == 302, response.content.decode()
    assert latest().state == "checked", latest().error
    (saved,) = saved_mappings.newest()
    assert (saved.sender, saved.kind, saved.version) == ("莲前派出所", "test.cases", 1)
    assert list(Entry.objects.values_list("action", "place")) == [("ledger.mapping", "desk")]
    act(drafted, "confirmation", latest())
    assert latest().state == "written"


def _words(words):
    meant = {"邻居吵架": "邻里", "邻里": "邻里", "公调对接": "公调对接"}
    return {f"word-{column}-{place}": meant[word] for column in words for place, word in enumerate(words[column])}


def test_what_is_not_decided_is_said_beside_it_and_what_was_typed_is_kept(drafted):
    response = drafted.post(mapping_url(), {**ANSWER, "heading-2": "?", "sender": "莲前所甲", "fixed-office": ""})

    shown = response.content.decode()
    assert response.status_code == 400
    assert "还没有定；请选一栏" in shown
    assert "必填，既没有来文栏目，也没有固定值" in shown
    assert 'value="莲前所甲"' in shown
    assert not saved_mappings.newest()


def test_a_mapping_needs_its_sender(drafted):
    response = drafted.post(mapping_url(), {**ANSWER, "sender": " "})

    assert response.status_code == 400
    assert "没有写来文单位" in response.content.decode()


def test_a_column_that_is_none_of_ours_stays_open(drafted):
    response = drafted.post(mapping_url(), {**ANSWER, "heading-0": "password"})

    assert response.status_code == 400


def test_a_kind_must_be_chosen_first(desk, city):
    client = desk(city.reporter)
    upload(client, SimpleUploadedFile("移送.csv", THEIRS.encode()))

    assert client.get(mapping_url()).status_code == 200
    assert client.post(mapping_url(), {"draft": "1", "kind": "no.such"}).status_code == 400


def test_a_file_that_can_be_read_has_nothing_to_map(desk, city, tmp_path):
    from fazhi.kernel.exchange.tests.cases import rows
    from fazhi.surfaces.web.imports.tests.importing import file

    client = desk(city.reporter)
    upload(client, file(tmp_path, rows(1)))

    assert client.get(mapping_url()).status_code == 404


def test_the_page_asks_little(drafted, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        drafted.get(mapping_url())
