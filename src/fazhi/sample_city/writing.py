"""The synthetic year's ledgers as files, in the order in which they are imported, and beside them its divisions."""

import csv
from dataclasses import replace
from decimal import Decimal
from math import ceil
from pathlib import Path

from fazhi.kernel.exchange import workbook
from fazhi.sample_city import corrections, divisions, faults, inspections
from fazhi.sample_city.city import offices
from fazhi.sample_city.errors import OutIsNotAFolder
from fazhi.sample_city.ledgers import Ledger, WrittenFile, ledgers
from fazhi.sample_city.officials import posts
from fazhi.sample_city.streams import Streams

ROWS_A_FILE = 300_000
"""More rows go into further files: the promise is at most 500,000, but so many fill 72 MB, and imports refuse over 50 MB."""

NOTE = "示例数据：人名、号码、事项、数字均为合成，不对应任何真实的人或者案件。"


def write_year(year: int, scale: Decimal, seed: int, out: Path, *, faulty: bool = False) -> tuple[WrittenFile, ...]:
    """
    Write the ledgers of the synthetic `year` into the folder `out`, the corrections of some into its folder 更正, and its
    list of divisions into 示例区划/divisions.csv and what was published of its draws into 双随机抽取; equal arguments give equal bytes.

    faulty  plant faults in some of the small ledgers, and list them in 差错清单/faults.csv

    Raises YearNotPublished, ScaleOutOfRange, OutIsNotAFolder.
    """
    if out.exists() and not out.is_dir():
        raise OutIsNotAFolder(out)
    written: list[WrittenFile] = []
    planted: list[faults.Fault] = []
    for ledger in ledgers(year, scale, seed):
        _clear(out, f"{ledger.name}*.xlsx")
        if faulty and ledger.name in faults.FILES:
            files, found = faults.write_spoilt(ledger, out, NOTE)
            written += files
            planted += found
        else:
            written += _write(ledger, out)
        if ledger.name in corrections.CORRECTED:
            written.append(_write_corrections(ledger, out / corrections.FOLDER))
    _write_divisions(out / divisions.LIST)
    _write_draws(out / inspections.FOLDER, year, seed)
    _clear(out, faults.LIST)
    if faulty:
        faults.write_list(planted, out / faults.LIST)
    return tuple(written)


def _write_corrections(ledger: Ledger, out: Path) -> WrittenFile:
    corrected = corrections.corrected(ledger)
    _clear(out, f"{corrected.name}.xlsx")
    (file,) = _write(corrected, out)
    return replace(file, corrects=True)


def _write_divisions(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["code", "name"])
        table.writerows(divisions.rows())


def _write_draws(out: Path, year: int, seed: int) -> None:
    """What was published of each draw, annulled ones too: `fazhi draw verify` repeats them."""
    _clear(out, "*.json")
    streams = Streams(seed)
    found = inspections.inspections(posts(offices(), streams, year), streams, year)
    for name, text in inspections.texts(found.draws):
        (out / name).write_text(text, encoding="utf-8", newline="")


def _clear(out: Path, names: str) -> None:
    """Make the folder, and remove what an earlier year of another scale left in it: it would be imported, too."""
    out.mkdir(parents=True, exist_ok=True)
    for path in out.glob(names):
        path.unlink()


def _write(ledger: Ledger, out: Path) -> list[WrittenFile]:
    """One file, or as many numbered ones of like size as its rows need."""
    count = max(ceil(ledger.rows.height / ROWS_A_FILE), 1)
    size = max(ceil(ledger.rows.height / count), 1)
    written = []
    for number in range(count):
        rows = ledger.rows.slice(number * size, size)
        path = out / (f"{ledger.name}.xlsx" if count == 1 else f"{ledger.name}-{number + 1}.xlsx")
        workbook.write(path, ledger.format, rows, title=ledger.title, note=NOTE)
        written.append(WrittenFile(path, ledger.format.code, rows.height))
    return written
