"""The webhook of a system (通知地址), as the system itself sets it: where, of what, and the secret that signs."""

from datetime import datetime
from typing import Any

from pydantic import Field

from fazhi.surfaces.api import events
from fazhi.surfaces.api.addresses import LONGEST
from fazhi.surfaces.api.errors import NotFound
from fazhi.surfaces.api.models import Webhook
from fazhi.surfaces.api.operations import Call, Method, Operation
from fazhi.surfaces.api.permissions import BE_TOLD
from fazhi.surfaces.api.services.webhooks import remove_webhook, set_webhook
from fazhi.surfaces.api.shapes import Sent, Told, Word

_ROOM = "通知"


class WantedWebhook(Sent):
    """Where to send what."""

    url: str = Field(min_length=1, max_length=LONGEST, description="https 地址")
    events: list[Word] = Field(min_length=1, max_length=50, description="要接收的事件，见 GET /webhook 的 available")


class WebhookTold(Told):
    """The webhook as it stands, null where none is set; `available` are all events with their official words."""

    url: str | None
    events: list[str]
    set_at: datetime | None
    available: dict[str, str]


class WebhookSet(WebhookTold):
    """`secret` signs the notices; it is told this once."""

    secret: str


def _one(call: Call) -> WebhookTold:
    return WebhookTold(**_standing(_found(call)))


def _set(call: Call) -> WebhookSet:
    webhook, secret = set_webhook(call.system, call.body.url, call.body.events, at=call.at)
    return WebhookSet(**_standing(webhook), secret=secret)


def _remove(call: Call) -> WebhookTold:
    webhook = _found(call)
    if webhook is None:
        raise NotFound("通知地址")
    remove_webhook(webhook, at=call.at)
    return WebhookTold(**_standing(None))


def _found(call: Call) -> Webhook | None:
    return (
        Webhook.objects.select_related("system__post__office", "system__post__official")
        .filter(system=call.system, removed_at=None)
        .first()
    )


def _standing(webhook: Webhook | None) -> dict[str, Any]:
    return {
        "url": webhook.url if webhook else None,
        "events": webhook.events if webhook else [],
        "set_at": webhook.set_at if webhook else None,
        "available": events.names(),
    }


OPERATIONS = (
    Operation("get_webhook", Method.GET, "webhook", "通知地址", _ROOM, BE_TOLD, _one, WebhookTold),
    Operation(
        "set_webhook",
        Method.PUT,
        "webhook",
        "登记通知地址",
        _ROOM,
        BE_TOLD,
        _set,
        WebhookSet,
        told="代替原来的地址，并换一个新的密钥；密钥只在这个答复里出现一次。内网地址不接收，除非系统管理员写明网段。",
        body=WantedWebhook,
    ),
    Operation("remove_webhook", Method.DELETE, "webhook", "取消通知地址", _ROOM, BE_TOLD, _remove, WebhookTold),
)
