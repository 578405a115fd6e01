"""The portal's secret: a file beside the database, by which codes, visitors and numbers are digested."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings


def digest(purpose: str, *parts: str) -> bytes:
    """A keyed digest (HMAC-SHA256) of some texts; each purpose has digests of its own."""
    # Lengths first, so that no two lists of parts make one text.
    text = "\x1f".join((purpose, *(f"{len(part)}:{part}" for part in parts)))
    return hmac.new(_key(), text.encode(), hashlib.sha256).digest()


def key_path() -> Path:
    return Path(settings.DATA_DIR) / "key" / "portal.key"


def _key() -> bytes:
    """The key, made when it is first needed; two at once end with one."""
    path = key_path()
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{secrets.token_hex(8)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return bytes.fromhex(path.read_text().strip())
