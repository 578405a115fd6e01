"""`fazhi hotline replay`: calls of the sample told once more at today's clock, through the same interface as a switch (演示用)."""

import argparse
import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.utils import timezone

from fazhi.lines.hotline.commands.planning import office_of
from fazhi.lines.hotline.errors.live import FeedRefused, FeedSimulated, NothingBefore
from fazhi.lines.hotline.queries import calls_between, day_kinds_of, plan_on
from fazhi.lines.hotline.queries.drafts import shifts_of
from fazhi.lines.hotline.queries.live import same_weekday_before
from fazhi.lines.hotline.queries.rosters import WORKED
from fazhi.lines.hotline.rules.replay import Replayed, replayed, told_at
from fazhi.lines.hotline.terms.live import MOST_CALLS
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.hotline.files import read_text

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office

_PATH = "/api/v1/hotline/feed"
_SECONDS = 60


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", required=True, metavar="URL", help="系统的地址，如 http://127.0.0.1:8000")
    parser.add_argument(
        "--token-file",
        required=True,
        type=Path,
        metavar="FILE",
        help="对接系统的令牌，写在一个文件里；权限 hotline.feed",
    )
    parser.add_argument("--office", metavar="CODE", help="热线机构代码，只限示例数据；只有一处热线时不必写")
    parser.add_argument("--once", action="store_true", help="报送到此刻为止，不再继续")


def _replay(context: Context) -> Outcome:
    arguments, office = context.arguments, office_of(context)
    if not office.is_sample:
        raise FeedSimulated(office.name)
    if urlsplit(arguments.url).scheme not in ("http", "https"):
        raise BadArgument("--url", arguments.url, "http 或者 https 的地址")
    token = read_text(arguments.token_file).strip()
    sent, day, since, calls = 0, None, datetime.min.replace(tzinfo=timezone.get_current_timezone()), []
    while True:
        now = timezone.localtime()
        if now.date() != day:
            day, since = now.date(), now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(seconds=1)
            calls = _of_day(office, day)
        for body in messages(office, calls, since, now):
            _post(arguments.url, token, body)
            sent += len(body["calls"])
        if arguments.once:
            return Outcome({"calls": sent, "at": now.isoformat()}, f"已报送到 {now:%H:%M}，{sent} 次来电，标为模拟。")
        since = now
        time.sleep(_SECONDS)


def _of_day(office: "Office", on: date) -> list[Replayed]:
    """The latest same weekday on record, today once more. Raises NothingBefore."""
    day = same_weekday_before(office, on)
    if day is None:
        raise NothingBefore(office.name, on)
    midnight = datetime(on.year, on.month, on.day, tzinfo=timezone.get_current_timezone())
    return replayed(calls_between(office, day, day), midnight)


def messages(office: "Office", calls: list[Replayed], since: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    """What the switch would have to say; as many at once as are taken, the last one with the lines."""
    told = told_at(calls, since, until)
    parts = [told.calls[start : start + MOST_CALLS] for start in range(0, len(told.calls), MOST_CALLS)] or [()]
    for place, part in enumerate(parts, 1):
        lines = {
            "at": until.isoformat(), "seats_in": _seats(office, until), "waiting": told.waiting,
            "longest_wait_seconds": told.longest_wait_seconds,
        }  # fmt: skip
        yield {
            "office": office.code, "simulated": True, "calls": [_call(each, until) for each in part],
            "lines": lines if place == len(parts) else None,
        }  # fmt: skip


def _call(each: Replayed, until: datetime) -> dict[str, Any]:
    return {
        "number": each.number, "came": each.came.isoformat(), "outcome": each.outcome,
        "answered": each.answered.isoformat() if each.answered else None,
        "ended": each.ended.isoformat() if each.ended <= until else None,
    }  # fmt: skip


def _seats(office: "Office", at: datetime) -> int:
    """Those of the plan: who really came is not on record."""
    on, minute = at.date(), at.hour * 60 + at.minute
    is_worked = day_kinds_of(on, on)[on] in WORKED
    now = next((each for each in shifts_of(plan_on(office, on)) if each.start_minute <= minute < each.end_minute), None)
    return 0 if now is None else now.seats if is_worked else now.rest_seats


def _post(url: str, token: str, body: dict[str, Any]) -> None:
    """Raises FeedRefused for what the other side refuses, in its words, or where nobody answers."""
    headers = {
        "Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4()),
    }  # fmt: skip
    request = urllib.request.Request(  # noqa: S310  http or https, as checked
        url.rstrip("/") + _PATH, json.dumps(body).encode(), headers, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            answer.read()
    except urllib.error.HTTPError as error:
        raise FeedRefused(url, _detail(error)) from None
    except OSError:
        raise FeedRefused(url, "没有连上。请核对地址，确认系统正在运行。") from None


def _detail(error: urllib.error.HTTPError) -> str:
    """The sentence of a refusal; of an answer that is none of ours, its number."""
    try:
        return str(json.load(error)["detail"])
    except (ValueError, KeyError, TypeError):
        return f"答复 HTTP {error.code}，不是本系统的接口。请核对地址。"


COMMANDS = (
    Command(("hotline", "replay"), "把示例来电按此刻的钟点重放，报送到系统接口（演示实时屏）", _arguments, _replay),
)
