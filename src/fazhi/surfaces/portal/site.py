"""What the bureau has set of its portal (`portal.toml`, and a file of that name in the data folder)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from django.conf import settings

FILE = "portal.toml"


@dataclass(frozen=True)
class Limit:
    """How often something may be done within a stretch of time."""

    times: int
    minutes: int


@dataclass(frozen=True)
class Site:
    """As the file has it; see there."""

    hotline: str
    licence: str
    licence_url: str
    source_url: str
    proxies: int
    request_bytes: int
    file_bytes: int
    limits: dict[str, Limit]


def site() -> Site:
    """The settings, read once for each state of the bureau's own file."""
    own = Path(settings.DATA_DIR) / FILE
    return _read(own, own.stat().st_mtime_ns if own.is_file() else None)


@cache
def _read(own: Path, changed: int | None) -> Site:
    text = resources.files("fazhi.surfaces.portal").joinpath(FILE).read_text(encoding="utf-8")
    told: dict[str, Any] = tomllib.loads(text)
    if changed is not None:
        ours = tomllib.loads(own.read_text(encoding="utf-8"))
        told["site"] |= ours.get("site", {})
        told["limits"] |= ours.get("limits", {})
    return Site(**told["site"], limits={name: Limit(**values) for name, values in told["limits"].items()})
