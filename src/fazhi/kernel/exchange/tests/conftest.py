"""The cast of the exchange's tests: the test ledger among the registered kinds, and an import into the test's database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fazhi.kernel.exchange import formats, services
from fazhi.kernel.exchange.formats import Format
from fazhi.kernel.exchange.terms import FileReport, Report
from fazhi.kernel.exchange.tests import cases


@pytest.fixture
def format(city: Any, monkeypatch: pytest.MonkeyPatch) -> Format:
    """The test ledger, referring to the city's committee, as a registered kind."""
    office = pl.DataFrame({"code": [city.committee.code], "id": [city.committee.pk]})
    reference = replace(cases.FORMAT.references[0], frame=lambda: office)
    made = replace(cases.FORMAT, references=(reference,))
    monkeypatch.setitem(formats._formats, made.code, made)
    return made


@pytest.fixture
def import_all(format: Format, data_dir: Path, at: datetime) -> Callable[..., Report]:
    def run(*paths: Path, **more: Any) -> Report:
        return services.import_files(paths, **{"by": "system", "at": at, "data_dir": data_dir, **more})

    return run


@pytest.fixture
def import_one(import_all: Callable[..., Report]) -> Callable[..., FileReport]:
    """Import one file and give its report."""

    def run(path: Path, **more: Any) -> FileReport:
        (report,) = import_all(path, **more).files
        return report

    return run
