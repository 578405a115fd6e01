"""One worker of `test_processes`: `python working.py MODE`, on the data of the environment, with the test ledger known."""

import sys
import time
from dataclasses import replace
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from fazhi.kernel.exchange import formats  # noqa: E402
from fazhi.kernel.exchange.organisation_ledgers import _all_offices  # noqa: E402
from fazhi.kernel.exchange.tests import cases  # noqa: E402
from fazhi.kernel.organisations.queries import post_named  # noqa: E402
from fazhi.surfaces.jobs import worker  # noqa: E402
from fazhi.surfaces.web.imports import services  # noqa: E402
from fazhi.surfaces.web.imports.models import Upload  # noqa: E402


class SlowTarget(cases.Target):
    """Writes, says so, and then holds the transaction open."""

    def insert(self, rows, batch):
        super().insert(rows, batch)
        (Path(settings.DATA_DIR) / "writing").touch()
        time.sleep(60)


def again() -> None:
    """As the person does who finds the file interrupted: check it again, and confirm it."""
    upload = Upload.objects.get()
    post = post_named(upload.by, on=timezone.localdate())
    assert services.check_again(upload, kind="", sender="", by=post, at=timezone.now())
    worker.serve(Path(settings.DATA_DIR), until_empty=True)
    upload.refresh_from_db()
    assert services.confirm(upload, by=post, at=timezone.now()), upload.state


if __name__ == "__main__":
    reference = replace(cases.FORMAT.references[0], frame=_all_offices)
    target = SlowTarget() if sys.argv[1] == "slow" else cases.Target()
    formats.register(replace(cases.FORMAT, references=(reference,), target=target))
    if sys.argv[1] == "again":
        again()
    worker.serve(Path(settings.DATA_DIR), until_empty=True)
