"""Ledgers of a line taken in by a test, each after those that it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from fazhi.kernel.exchange import services, workbook
from fazhi.kernel.exchange.formats import registered
from fazhi.kernel.exchange.terms import FileReport

Row = dict[str, Any]


@dataclass
class Desk:
    """
    Imports of the test.

    kinds  code of a format → its rows, in the order in which the ledgers come
    """

    folder: Path
    data_dir: Path
    at: datetime
    kinds: Mapping[str, Sequence[Row]]

    def take_in(self, kind: str, rows: Sequence[Row]) -> FileReport:
        return self.take_in_file(self.written(kind, rows))

    def take_in_file(self, path: Path) -> FileReport:
        report = self.hand_in(path)
        assert report.error is None, report.error
        return report

    def hand_in(self, path: Path) -> FileReport:
        """As `take_in_file`, of a file that may be refused whole."""
        (report,) = services.import_files([path], by="system", at=self.at, data_dir=self.data_dir).files
        return report

    def written(self, kind: str, rows: Sequence[Row]) -> Path:
        format = next(item for item in registered() if item.code == kind)
        path = self.folder / "台账.xlsx"
        named = [column.name for column in format.columns]
        frame = pl.DataFrame([{name: row.get(name) for name in named} for row in rows], infer_schema_length=None)
        workbook.write(path, format, frame)
        return path

    def before(self, kind: str) -> None:
        """The ledgers that come before this one."""
        order = list(self.kinds)
        for each in order[: order.index(kind)]:
            self._whole(each)

    def all(self) -> None:
        for each in self.kinds:
            self._whole(each)

    def _whole(self, kind: str) -> None:
        report = self.take_in(kind, self.kinds[kind])
        assert report.refused == 0, [finding.sentence for finding in report.findings]
