from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from fazhi.kernel.audit.models import Detail, Entry, Read
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.papers import storage
from fazhi.kernel.papers.errors import (
    AttachmentUnknown,
    FileDamaged,
    FileTooLarge,
    FileUnreadable,
    KindNotCleaned,
    MediaUnknown,
    ReasonMissing,
)
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.papers.queries import attachments_of
from fazhi.kernel.papers.services import attach, publishable, read
from fazhi.kernel.papers.services.attachments import keep, receive
from fazhi.kernel.papers.terms import Fault, MatterRef, MediaType
from fazhi.kernel.papers.tests.cases import MATTER, chunk, png
from fazhi.kernel.papers.verification import verify_files

PICTURE = png(chunk(b"tEXt", b"Author\x00zhang"))


@pytest.fixture
def attachment(city, matter, at) -> Attachment:
    return attach(matter, PICTURE, name="..\\现场.png", kind="evidence", by=city.clerk, at=at)


def rows():
    return Attachment.objects.system("test")


def test_an_attachment_is_kept_by_its_digest_and_told_in_the_trail(city, attachment):
    entry = Entry.objects.get()

    assert (attachment.name, attachment.media_type, attachment.size) == ("现场.png", "image/png", len(PICTURE))
    assert str(attachment) == "现场.png"
    assert storage.get(attachment.sha256) == PICTURE
    assert (entry.action, entry.actor, entry.subject_id) == ("papers.attach", city.clerk.code, attachment.id.hex)
    assert "现场.png" in Detail.objects.get().content  # a name may hold a person's: it must be erasable


def test_the_same_file_at_two_matters_lies_in_the_store_once(city, attachment, at):
    attach(
        MatterRef("mediation.people", uuid4(), city.committee), PICTURE, name="同.png", kind="x", by=city.clerk, at=at
    )

    assert rows().count() == 2
    assert len(list(storage.kept())) == 1


def test_a_stranger_attaches_sees_and_reads_nothing(city, matter, attachment, at):
    with pytest.raises(AttachmentUnknown):
        attach(matter, PICTURE, name="现场.png", kind="x", by=city.stranger, at=at)
    with pytest.raises(AttachmentUnknown):
        read(attachment.id, by=city.stranger, at=at, reason="好奇")
    with pytest.raises(NotPermitted):
        publishable(attachment.id, by=city.stranger, at=at)
    assert not attachments_of(MATTER, by=city.stranger)
    assert list(attachments_of(MATTER, by=city.head)) == [attachment]


def test_a_role_without_the_right_attaches_nothing(city, matter, at):
    city.clerk.role = "administrator"

    with pytest.raises(NotPermitted):
        attach(matter, PICTURE, name="现场.png", kind="x", by=city.clerk, at=at)


def test_reading_needs_a_reason_and_is_noted(city, attachment, at):
    with pytest.raises(ReasonMissing):
        read(attachment.id, by=city.mediator, at=at, reason=" ")
    assert read(attachment.id, by=city.mediator, at=at, reason="调解") == (attachment, PICTURE)

    noted = Read.objects.get()
    assert (noted.actor, noted.subject_id, noted.reason) == (city.mediator.code, attachment.id.hex, "调解")


def test_a_damaged_file_is_not_handed_out_and_no_read_is_noted(city, attachment, at):
    storage.path_of(attachment.sha256).write_bytes(b"x")

    with pytest.raises(FileDamaged):
        read(attachment.id, by=city.mediator, at=at, reason="调解")
    assert not Read.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [(b"", "空.png", FileUnreadable), (b"<html>", "图.png", MediaUnknown)],
)
def test_a_refused_file_leaves_nothing(city, matter, at, content, name, error):
    with pytest.raises(error):
        attach(matter, content, name=name, kind="x", by=city.clerk, at=at)

    assert not rows().exists()
    assert list(storage.kept()) == []
    assert not Entry.objects.exists()


def test_a_file_over_the_limit_is_refused_with_the_setting_named(city, matter, at, monkeypatch):
    monkeypatch.setenv("FAZHI_ATTACHMENT_MAX_BYTES", "10")

    with pytest.raises(FileTooLarge, match="FAZHI_ATTACHMENT_MAX_BYTES"):
        attach(matter, PICTURE, name="现场.png", kind="x", by=city.clerk, at=at)


def test_the_publishable_copy_is_made_once_and_kept_beside_the_original(city, attachment, at):
    first = publishable(attachment.id, by=city.clerk, at=at)
    second = publishable(attachment.id, by=city.head, at=at)

    attachment.refresh_from_db()
    assert first == second == png() == storage.get(attachment.stripped_sha256)
    assert storage.get(attachment.sha256) == PICTURE
    assert [entry.action for entry in Entry.objects.order_by("number")] == ["papers.attach", "papers.strip"]


def test_a_pdf_has_no_publishable_copy(city, matter, at):
    made = attach(matter, b"%PDF-1.7\n", name="协议.pdf", kind="x", by=city.clerk, at=at)

    with pytest.raises(KindNotCleaned):
        publishable(made.id, by=city.clerk, at=at)


def test_missing_damaged_and_orphaned_files_are_found(city, matter, attachment, at):
    publishable(attachment.id, by=city.clerk, at=at)
    attachment.refresh_from_db()
    other = attach(matter, b"%PDF-1.7\n", name="协议.pdf", kind="x", by=city.clerk, at=at)
    assert verify_files() == ()

    storage.path_of(attachment.sha256).write_bytes(b"x")
    storage.path_of(other.sha256).unlink()
    orphan = storage.put(b"left over")

    assert set(verify_files()) == {
        Fault("damaged", attachment.sha256),
        Fault("missing", other.sha256),
        Fault("orphan", orphan),
    }


@pytest.mark.parametrize(
    "wrong", [{"media_type": "text/csv"}, {"name": ""}, {"kind": ""}, {"sha256": ""}, {"size": 0}], ids=str
)
def test_the_database_itself_refuses_a_wrong_attachment(attachment, wrong):
    for field, value in wrong.items():
        setattr(attachment, field, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        attachment.save()


def test_a_page_the_system_wrote_is_kept_as_what_it_is(city, matter, at):
    kept = keep(
        matter, b"<!doctype html>", name="report.html", kind="report", by=city.clerk, at=at, made=MediaType.HTML
    )

    assert (kept.media_type, storage.get(kept.sha256)) == ("text/html", b"<!doctype html>")


@pytest.mark.parametrize("name", ["page.html", "data.json"])
def test_nobody_may_attach_a_page_or_data(city, matter, at, name):
    with pytest.raises(MediaUnknown) as refused:
        attach(matter, b"<!doctype html>", name=name, kind="x", by=city.clerk, at=at)

    assert "网页" not in refused.value.accepted


CITIZENS = frozenset({MediaType.PNG, MediaType.JPEG, MediaType.PDF})


def test_what_a_citizen_sends_is_kept_as_sent_through_the_portal(city, matter, at):
    kept = receive(matter, PICTURE, name="../现场.png", kind="paper", accepted=CITIZENS, most=10_000, at=at)

    entry = Entry.objects.get()
    assert (kept.name, kept.added_by, entry.place) == ("现场.png", "portal", "portal")


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (b"", "a.png", FileUnreadable),
        (b"MZ", "a.png", MediaUnknown),
        (PICTURE * 100, "a.png", FileTooLarge),
    ],
)
def test_what_no_citizen_may_send_is_refused(city, matter, at, content, name, error):
    with pytest.raises(error):
        receive(matter, content, name=name, kind="paper", accepted=CITIZENS, most=2_000, at=at)
    assert not rows().exists()


def test_a_kind_that_officials_may_attach_a_citizen_may_not(city, matter, at):
    with pytest.raises(MediaUnknown):
        receive(matter, PICTURE, name="a.png", kind="paper", accepted=frozenset({MediaType.PDF}), most=10_000, at=at)
