"""When anchors are written: at imports, exports and freezes, once a day, and when somebody asks."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from fazhi.kernel.audit.anchors import Anchor, append, read_anchors
from fazhi.kernel.audit.canonical import moment
from fazhi.kernel.audit.chain import GENESIS
from fazhi.kernel.audit.key import read_key
from fazhi.kernel.audit.models import Entry, Head
from fazhi.kernel.audit.reads import flush_reads
from fazhi.kernel.audit.recording import require_sealed

DAILY = "daily"


def anchor(reason: str, *, at: datetime | None = None) -> None:
    """
    Note the head in the anchor file: after the transaction, so that no anchor names an entry that was rolled back.

    If the disk refuses it then, the act stays done and is not told as failed: the fault goes to the log, and the next
    anchor covers what this one would have.

    reason  "import", "export" or "freeze"
    at      aware moment of the anchor; the recording of the latest entry if not given
    """
    transaction.on_commit(lambda: append(_head_as_anchor(reason, at)), robust=True)


def anchor_daily(at: datetime) -> Anchor | None:
    """
    Chain the pending reads and anchor the trail once for the local day of `at`; None if that is done already.

    Raises KeyMissing, HeadBroken: a head that the key did not seal is not vouched for.
    """
    if _anchored_on(timezone.localdate(at)):
        return None
    flush_reads(at=at)
    return _anchor_sealed(DAILY, at)


def anchor_now(at: datetime) -> Anchor:
    """
    Anchor the trail as it stands, to be printed or copied elsewhere.

    Raises KeyMissing, HeadBroken.
    """
    return _anchor_sealed("manual", at)


def _anchor_sealed(reason: str, at: datetime) -> Anchor:
    key = read_key()
    with transaction.atomic(durable=True):  # inside another's transaction the entries could still be rolled back
        head = Head.objects.filter(pk=1).first()
    if head is not None:
        require_sealed(head, key)
    anchor = _as_anchor(head, reason, at)
    append(anchor)
    return anchor


def _anchored_on(day: date) -> bool:
    found = (anchor for anchor in read_anchors() if anchor and anchor.reason == DAILY)
    return any(_local_day(anchor) == day for anchor in found)


def _local_day(anchor: Anchor) -> date | None:
    try:
        return timezone.localdate(datetime.fromisoformat(f"{anchor.at}+00:00"))
    except (TypeError, ValueError):  # `verify` names a line that somebody changed
        return None


def _head_as_anchor(reason: str, at: datetime | None) -> Anchor:
    return _as_anchor(Head.objects.filter(pk=1).first(), reason, at)


def _as_anchor(head: Head | None, reason: str, at: datetime | None) -> Anchor:
    entries, mac = (head.count, head.latest_mac) if head else (0, GENESIS)
    at = at or Entry.objects.filter(pk=entries).values_list("recorded_at", flat=True).first()
    return Anchor(entries, mac, reason, moment(at) if at else "")
