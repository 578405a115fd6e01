"""One process of `test_processes`: `python importing.py FILE SLOW`; registers the test ledger, imports, prints the counts."""

import json
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402

from fazhi.kernel.exchange import formats, services  # noqa: E402
from fazhi.kernel.exchange.errors import ImportRunning  # noqa: E402
from fazhi.kernel.exchange.organisation_ledgers import _all_offices  # noqa: E402
from fazhi.kernel.exchange.tests import cases  # noqa: E402


class SlowTarget(cases.Target):
    """Writes, says so, and then holds the transaction open."""

    def insert(self, rows, batch):
        super().insert(rows, batch)
        (Path(settings.DATA_DIR) / "writing").touch()
        time.sleep(60)


if __name__ == "__main__":
    path, slow = Path(sys.argv[1]), sys.argv[2] == "slow"
    reference = replace(cases.FORMAT.references[0], frame=_all_offices)
    target = SlowTarget() if slow else cases.Target()
    formats.register(replace(cases.FORMAT, references=(reference,), target=target))
    try:
        report = services.import_files([path], by="system", at=datetime.now(UTC), data_dir=Path(settings.DATA_DIR))
    except ImportRunning as error:
        print(json.dumps({"running": error.file, "since": error.started_at}))
    else:
        (file,) = report.files
        error = str(file.error) if file.error else None
        print(json.dumps({"accepted": file.accepted, "error": error, "interrupted": report.interrupted}))
