"""The interface's secret: a file beside the database, by which tokens are digested and the webhooks' secrets are made."""

import base64
import hashlib
import hmac
import secrets
from pathlib import Path

from django.conf import settings

from fazhi.kernel.audit.services import write_once


def digest(purpose: str, *parts: str) -> bytes:
    """A keyed digest (HMAC-SHA256) of some texts; each purpose has digests of its own."""
    # Lengths first, so that no two lists of parts make one text.
    text = "\x1f".join((purpose, *(f"{len(part)}:{part}" for part in parts)))
    return hmac.new(_key(), text.encode(), hashlib.sha256).digest()


def webhook_secret(webhook: int, version: int) -> str:
    """The secret that signs a webhook's notices: made anew from the key each time, and kept nowhere."""
    return "whsec_" + base64.urlsafe_b64encode(digest("webhook", str(webhook), str(version))).decode().rstrip("=")


def key_path() -> Path:
    return Path(settings.DATA_DIR) / "key" / "api.key"


def _key() -> bytes:
    """The key, made when it is first needed; two at once end with one."""
    path = key_path()
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_once(path, secrets.token_hex(32) + "\n")
    return bytes.fromhex(path.read_text().strip())
