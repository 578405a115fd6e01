"""
Importing a year's ledgers into SQLite: ours, the usual way, and the floor, side by side in one run.

    python benchmarks/import_ledgers.py [--rows N | --folder DIR] [--only ours usual floor]

ours   `fazhi ledger import`'s service: checks, refusals, provenance, trail and all
usual  openpyxl read-only, the same checks row by row in Python, `bulk_create`; no provenance, no trail
floor  the sheets read by fastexcel and thrown away, and the ready-made rows inserted by `executemany`; nothing else

Each runs in a process of its own on a fresh database that has the offices, in turn, several times. Prints a Markdown
table of the median runs, with the longest lock and the highest peak of all.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

WAYS = ("ours", "usual", "floor")
RUNS = {"ours": 3, "usual": 1, "floor": 3}
ROWS_AT_SCALE_ONE = 251_642
KINDS = ("人民调解", "行政调解", "对接移送")
"""How the files of matters and referrals begin."""
MEBIBYTE = 1024  # ru_maxrss counts KiB


def main() -> None:
    parser = argparse.ArgumentParser(description="Import benchmark")
    parser.add_argument("--rows", type=int, default=ROWS_AT_SCALE_ONE, help="size of the sample year to write")
    parser.add_argument("--folder", type=Path, help="import these ledgers instead of writing a sample year")
    parser.add_argument("--only", nargs="+", choices=WAYS, default=list(WAYS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        folder = given.folder.resolve() if given.folder else work / "ledgers"
        if not given.folder:
            _in_process("sample", work / "unused", str(folder), str(given.rows))
        base = work / "base"
        _in_process("base", base, str(folder))
        runs: dict[str, list[dict[str, Any]]] = {way: [] for way in given.only}
        for turn in range(max(RUNS.values())):  # in turn, so that a slow moment of the machine hits all alike
            for way in given.only:
                if turn < RUNS[way]:
                    shutil.copytree(base, work / way)
                    runs[way].append(_in_process(way, work / way, str(folder)))
                    shutil.rmtree(work / way)
                    print(f"{way}: {runs[way][-1]}", file=sys.stderr)
        print(_table({way: _median(found) for way, found in runs.items()}))


def _median(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """The run whose time is in the middle, with the longest lock and the highest peak of all."""
    middle = sorted(runs, key=lambda run: run["seconds"])[len(runs) // 2]
    return {**middle, "lock": max(run["lock"] for run in runs), "peak": max(run["peak"] for run in runs)}


def _in_process(way: str, data: Path, *arguments: str) -> dict[str, Any]:
    """Run one way in a fresh process and give what it measured."""
    data.mkdir(parents=True, exist_ok=True)
    settings = os.environ.get("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    environment = os.environ | {"FAZHI_DATA": str(data), "DJANGO_SETTINGS_MODULE": settings, "FAZHI_BENCHMARK": way}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _table(results: dict[str, dict[str, Any]]) -> str:
    lines = [
        "| way | rows | seconds | rows/s | peak MiB | times ours | longest write lock, s |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    ours = results.get("ours", {}).get("seconds")
    for way, measured in results.items():
        ratio = f"{measured['seconds'] / ours:.2f}" if ours else ""
        lines.append(
            f"| {way} | {measured['rows']:,} | {measured['seconds']:.1f} | {measured['rows'] / measured['seconds']:,.0f} "
            f"| {measured['peak']:,.0f} | {ratio} | {measured['lock']:.2f} |"
        )
    return "\n".join(lines)


def child(way: str, arguments: list[str]) -> None:
    """The body of one process; prints one JSON document."""
    import django

    django.setup()
    measured = {"sample": sample, "base": base, "ours": ours, "usual": usual, "floor": floor}[way](
        Path(arguments[0]), *arguments[1:]
    )
    measured["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE
    print(json.dumps(measured))


def sample(folder: Path, rows: str) -> dict[str, Any]:
    """Write the synthetic year at the scale that has about `rows` rows."""
    from fazhi.sample_city.writing import write_year

    written = write_year(2024, round(Decimal(rows) / ROWS_AT_SCALE_ONE, 3), 1, folder)
    return {"rows": sum(file.rows for file in written if file.path.name.split("-")[0] in KINDS)}


def _sorted_files(folder: Path) -> tuple[list[Path], list[Path]]:
    """The numbered ledgers, which the others need (offices, posts, committees, categories), and those of matters and referrals."""
    files = sorted(folder.glob("*.xlsx"))
    needed = [path for path in files if path.name[0].isdigit()]
    return needed, [path for path in files if path.name.split("-")[0] in KINDS]


def _import(paths: list[Path]) -> Any:
    from django.conf import settings
    from django.utils import timezone

    from fazhi.kernel.exchange import services

    return services.import_files(paths, by="system", at=timezone.now(), data_dir=settings.DATA_DIR)


def base(folder: Path) -> dict[str, Any]:
    """A database with what matters and referrals need."""
    from django.core.management import call_command

    from fazhi.kernel.audit.services import create_key

    call_command("migrate", run_syncdb=True, verbosity=0)
    create_key()
    report = _import(_sorted_files(folder)[0])
    return {"rows": sum(file.accepted for file in report.files)}


def ours(folder: Path) -> dict[str, Any]:
    report = _import(_sorted_files(folder)[1])
    assert not any(file.error or file.refused for file in report.files), [
        file.error or file.findings for file in report.files
    ]
    lock = max(file.locked_seconds for file in report.files)
    return {"rows": sum(file.accepted for file in report.files), "seconds": report.seconds, "lock": lock}


def usual(folder: Path) -> dict[str, Any]:
    """Row by row: read, judge, make objects; then `bulk_create` in batches of 1,000."""
    from django.db import transaction

    started, rows, lock = time.perf_counter(), 0, 0.0
    for path in _sorted_files(folder)[1]:
        made = _objects(path)
        held = time.perf_counter()
        with transaction.atomic():
            for objects in made.values():
                if objects:
                    type(objects[0]).objects.system("benchmark").bulk_create(objects, batch_size=1_000)
        lock = max(lock, time.perf_counter() - held)
        rows += len(next(iter(made.values())))
    return {"rows": rows, "seconds": time.perf_counter() - started, "lock": lock}


def _objects(path: Path) -> dict[str, list[Any]]:
    """The matters (or referrals) and parties of one file, each row judged by the checks of its format."""
    from openpyxl import load_workbook

    from fazhi.kernel.exchange.formats import registered

    sheet = load_workbook(path, read_only=True)[load_workbook(path, read_only=True).sheetnames[0]]
    lines = sheet.iter_rows(values_only=True)
    heads = next(line for line in lines if len([cell for cell in line if cell]) > 2)
    format = next(item for item in registered() if [column.heading for column in item.columns] == list(heads))
    judge = _row_judge(format)
    seen: set[tuple[Any, ...]] = set()
    made: dict[str, list[Any]] = {"main": [], "parties": []}
    for line in lines:
        values = judge(line)
        key = tuple(values[name] for name in format.key)
        assert key not in seen
        seen.add(key)
        main, parties = _models(format.code, values)
        made["main"].append(main)
        made["parties"] += parties
    _require_unknown(made["main"])
    return made


def _require_unknown(objects: list[Any]) -> None:
    """None of the keys is in the records yet."""
    model = type(objects[0])
    for start in range(0, len(objects), 500):
        part = objects[start : start + 500]
        known = model.objects.system("benchmark").filter(number__in=[item.number for item in part])
        assert not set(known.values_list("number", "office_id")) & {(item.number, item.office_id) for item in part}


def _row_judge(format: Any) -> Callable[[tuple[Any, ...]], dict[str, Any]]:
    """Judges one row as a hand-written importer would: types, codes, bounds, references, numbers, order of dates."""
    from datetime import date, datetime

    from fazhi.engines import identifiers
    from fazhi.kernel.exchange.cells import BLANKS, reader
    from fazhi.kernel.exchange.formats import Type

    today = date(2025, 12, 31)
    known = {item.name: dict(item.frame().select("code", "id").iter_rows()) for item in format.references}
    free = (Type.TEXT, Type.PHONE)
    readers = {column.name: None if column.type in free else reader(column) for column in format.columns}

    def judge(line: tuple[Any, ...]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for column, cell in zip(format.columns, line, strict=False):
            read = readers[column.name]
            text = cell.date().isoformat() if isinstance(cell, datetime) else "" if cell is None else str(cell).strip()
            if text in BLANKS:
                assert not column.required
                values[column.name] = 0 if column.type is Type.FLAG else None
            elif read is not None:
                values[column.name] = read(text)
            else:
                assert len(text) <= column.max_length
                assert text[0] not in "=@-"
                assert text[0] != "+" or column.type is Type.PHONE
                assert column.type is not Type.PHONE or not identifiers.judge_phone(text)
                values[column.name] = identifiers.half_width(text) if column.name in format.key else text
            if column.lookup:
                code = values[column.name]
                values[f"{column.name}__id"] = None if code is None else known[column.lookup][code]
        _judge_documents(format, values, today)
        _judge_across(values)
        return values

    def _judge_documents(format: Any, values: dict[str, Any], today: date) -> None:
        for pair in format.documents:
            kind, number = values[pair.type_column], values[pair.number_column]
            if number and kind == "identity":
                assert not identifiers.refuses(identifiers.judge_identity_number(number, on=today))
            elif number and kind == "credit_code":
                assert not identifiers.refuses(identifiers.judge_credit_code(number))

    return judge


def _judge_across(values: dict[str, Any]) -> None:
    """The formats' checks across columns, by hand."""
    get = values.get
    for later, earlier in (
        ("concluded_date", "accepted_date"), ("effective_date", "accepted_date"), ("signed_date", "sent_date"),
        ("result_date", "signed_date"), ("result_date", "sent_date"),
    ):  # fmt: skip
        assert get(later) is None or get(earlier) is None or get(later) >= get(earlier)
    if "result" in values:
        assert (get("result") is None) == (get("concluded_date") is None)
        assert (get("result") == "settled") == (get("effective_date") is not None)
        assert get("amount_fen") is None or get("result") == "settled"
    if "outcome" in values:
        assert (get("outcome") is None) == (get("result_date") is None)
    for position in (1, 2):
        assert not get(f"party{position}_document_number") or get(f"party{position}_document_type")
        assert get(f"party{position}_name") or not get(f"party{position}_document_number")


def _models(code: str, values: dict[str, Any]) -> tuple[Any, list[Any]]:
    from django.utils import timezone

    from fazhi.kernel.parties.models import Party
    from fazhi.kernel.referrals.models import Referral
    from fazhi.lines.mediation.models import AdministrativeMatter, PeoplesMatter

    shared = {
        "number": values["number"],
        "office_id": values["office__id"],
        "category": values["category"],
        "recorded_at": timezone.now(),
    }
    if code == "mediation.referral":
        names = ("channel", "sender", "sent_date")
        fields = {name: values[name] for name in names} | _parts("signed", values["signed_date"])
        fields |= _parts("result", values["result_date"]) | _standing(values)
        days = (
            (values["result_date"] - values["signed_date"]).days
            if values["result_date"] and values["signed_date"]
            else None
        )
        texts = {name: values[name] or "" for name in ("sender_number", "outcome", "return_reason")}
        return Referral(**shared, **fields, **texts, days_to_result=days), []
    ended, accepted, result = values["concluded_date"], values["accepted_date"], values["result"]
    fields = shared | {
        "state": result or "accepted",
        "occurred_date": ended or accepted,
        "mediator": values["mediator"] or "",
        "amount_fen": values["amount_fen"],
    }
    for name in ("accepted", "concluded", "effective"):
        fields |= _parts(name, values[f"{name}_date"])
    fields["days_to_conclude"] = (ended - accepted).days if ended and accepted else None
    if code == "mediation.people":
        names = ("form", "source", "parties_count", "is_difficult")
        fields |= {name: values[name] for name in names}
        fields |= {name: values[name] or "" for name in ("referral_number", "agreement_form", "performance")}
        fields |= _parts("visited", values["visited_date"]) | _parts("confirmed", values["confirmed_date"])
        fields["local_category_id"] = values["local_category"]
        mediated = values["form"] == "mediation"
        fields |= {
            "is_concluded": int(mediated and result in ("settled", "failed")),
            "is_on_the_spot": int(not mediated),
        }
        matter: Any = PeoplesMatter(**fields)
    else:
        fields["procedure"] = values["sector"] or "mediation.administrative"
        matter = AdministrativeMatter(**fields, nature=values["nature"], closed_date=values["effective_date"] or ended)
    return matter, list(_parties(Party, code, matter, values))


def _standing(values: dict[str, Any]) -> dict[str, Any]:
    """Where a referral stands, as its columns prove."""
    went_back = "returned" if values["outcome"] == "returned" else "closed"
    return {
        "procedure": f"referral.{values['channel']}",
        "state": went_back if values["outcome"] else "signed" if values["signed_date"] else "sent",
        "occurred_date": values["result_date"] or values["signed_date"] or values["sent_date"],
    }


def _parts(name: str, day: Any) -> dict[str, Any]:
    year, quarter, month = (day.year, (day.month + 2) // 3, day.month) if day else (None, None, None)
    return {f"{name}_date": day, f"{name}_year": year, f"{name}_quarter": quarter, f"{name}_month": month}


def _parties(model: Any, code: str, matter: Any, values: dict[str, Any]) -> Iterator[Any]:
    for position in (1, 2):
        if values[f"party{position}_name"]:
            texts = {
                name: values[f"party{position}_{name}"] or ""
                for name in ("name", "document_type", "document_number", "phone")
            }
            yield model(procedure=code, matter_id=matter.pk, office_id=matter.office_id, position=position, **texts)


def floor(folder: Path) -> dict[str, Any]:
    """Read alone, and insert alone: the rows that ours writes are made before the clock starts."""
    import fastexcel
    from django.conf import settings
    from django.db import connection, transaction

    prepared = _rows_of_ours(folder, settings.DATA_DIR)
    started, lock = time.perf_counter(), 0.0
    for path in _sorted_files(folder)[1]:
        fastexcel.read_excel(path).load_sheet(0, header_row=None, skip_rows=0, dtypes="string").to_polars()
    for statements in prepared:
        held = time.perf_counter()
        with transaction.atomic():
            for statement, rows in statements:
                connection.connection.executemany(statement, rows)
        lock = max(lock, time.perf_counter() - held)
    seconds = time.perf_counter() - started
    rows = sum(
        len(rows) for statements in prepared for statement, rows in statements if "parties_party" not in statement
    )
    return {"rows": rows, "seconds": seconds, "lock": lock}


def _rows_of_ours(folder: Path, data: Path) -> list[list[tuple[str, list[tuple[Any, ...]]]]]:
    """The statements and rows by which ours writes matters, referrals and parties, file by file."""
    from django.db import connection, transaction

    from fazhi.kernel.exchange import bulk

    whole = bulk._run
    prepared: list[list[tuple[str, list[tuple[Any, ...]]]]] = []

    def note(statement: str, frame: Any) -> None:
        if "exchange_importedrow" not in statement:
            prepared[-1].append((statement, frame.rows()))
        whole(statement, frame)

    shutil.copy(data / "fazhi.sqlite3", data / "before.sqlite3")
    bulk._run = note
    for path in _sorted_files(folder)[1]:
        prepared.append([])
        with transaction.atomic():  # inside one, rows are inserted as they are instead of staged, and can be noted
            _import([path])
    connection.close()
    for name in ("fazhi.sqlite3", "fazhi.sqlite3-wal", "fazhi.sqlite3-shm"):
        (data / name).unlink(missing_ok=True)
    shutil.move(data / "before.sqlite3", data / "fazhi.sqlite3")
    connection.ensure_connection()
    return prepared


if __name__ == "__main__":
    way = os.environ.pop("FAZHI_BENCHMARK", "")
    if way:
        child(way, sys.argv[1:])
    else:
        main()
