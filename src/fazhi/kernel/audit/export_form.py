"""
The form of an export for the auditor (留痕导出): a row an entry, at the end a manifest that says what belongs to it.

Every cell can be turned back into the column under the MAC, so that the file alone, with the key, proves itself.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

from fazhi.kernel.audit.chain import GENESIS, manifest_mac
from fazhi.kernel.audit.models import Place
from fazhi.kernel.audit.walk import Row

HEADINGS = (
    "序号",
    "发生时间",
    "记录时间",
    "办理岗位",
    "渠道",
    "行为",
    "对象类别",
    "对象编号",
    "依据",
    "内容摘要",
    "明细摘要",
    "前条校验码",
    "本条校验码",
)
DETAIL_HEADINGS = ("明细盐值", "明细")
MANIFEST_LABELS = ("首条序号", "首条之前的校验码", "末条序号", "末条校验码", "含明细")
MANIFEST = "清单"
SEAL = "清单校验码"

_LABELS: dict[Any, str] = {place.value: str(place.label) for place in Place}
_PLACES = {label: place for place, label in _LABELS.items()}
# A cell that begins so is a formula to Excel, or was made text by the apostrophe that `unmarked` takes away again.
_FORMULA = frozenset("=+-@\t\r\n")
_MARKED = _FORMULA | {"'"}


@dataclass(frozen=True)
class Manifest:
    """
    What an export holds: entries `first` to `last`, the MAC before the first and that of the last.

    details  1 if the details are in it, 0 if they were left out
    """

    first: int
    previous_mac: str
    last: int
    latest_mac: str
    details: int

    @property
    def entries(self) -> int:
        return self.last - self.first + 1

    def mac(self, key: bytes) -> str:
        """Seals the manifest: nobody without the key can make one for a shortened file."""
        return manifest_mac(key, astuple(self))


def nothing(details: int) -> Manifest:
    """The manifest of days on which nothing was recorded."""
    return Manifest(1, GENESIS, 0, GENESIS, details)


def headings(*, details: bool) -> tuple[str, ...]:
    return (*HEADINGS, *DETAIL_HEADINGS) if details else HEADINGS


def cells(row: Row, *, details: bool) -> tuple[Any, ...]:
    """One entry as cells under `headings`: the number an integer, all else text, moments local with their offset."""
    occurred, recorded, actor, place, *rest = row.columns
    told = (_local(occurred), _local(recorded), actor, _LABELS.get(place, place), *rest, row.mac)
    more = (row.salt or "", row.content or "") if details else ()
    return (row.number, *map(str, (*told, *more)))


def row_of(cells: Sequence[str]) -> Row:
    """The entry that `cells` tells. Raises ValueError if there are too few or the number is none."""
    number, occurred, recorded, actor, place, *rest = cells
    if len(rest) not in (8, 10):
        raise ValueError(f"{len(cells)} cells")
    salt, content = rest[8:] if len(rest) == 10 and rest[8] else (None, None)
    columns = (_utc(occurred), _utc(recorded), actor, _PLACES.get(place, place), *rest[:7])
    return Row(int(number), columns, rest[7], salt, content)


def marked(text: str) -> str:
    """Text as a .csv cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in _MARKED else text


def unmarked(text: str) -> str:
    return text.removeprefix("'")


def looks_like_formula(text: str) -> bool:
    return text[:1] in _FORMULA


def manifest_cells(manifest: Manifest, key: bytes) -> tuple[str, ...]:
    """The last line of an export: labels and values in turn."""
    pairs = zip((*MANIFEST_LABELS, SEAL), (*astuple(manifest), manifest.mac(key)), strict=True)
    return (MANIFEST, *(str(part) for pair in pairs for part in pair))


def manifest_of(cells: Sequence[str]) -> tuple[Manifest, str]:
    """The manifest in a last line, and the MAC it bears. Raises ValueError if it is none."""
    first, previous_mac, last, latest_mac, details, mac = cells[2::2]
    if (cells[0], *cells[1::2]) != (MANIFEST, *MANIFEST_LABELS, SEAL):
        raise ValueError("not the labels of a manifest")
    return Manifest(int(first), previous_mac, int(last), latest_mac, int(details)), mac


def _local(text: Any) -> Any:
    """`YYYY-MM-DD HH:MM:SS.ffffff` in UTC as local time with its offset; what is no moment stays as it is."""
    try:
        return timezone.localtime(datetime.fromisoformat(f"{text}+00:00")).isoformat(" ", "microseconds")
    except ValueError:
        return text


def _utc(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
