"""
The one way in: `fazhi COMMAND` or `python -m fazhi COMMAND`.

Settings read the data folder once, so `--data` is looked at before Django starts.
"""

import argparse
import gc
import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--data")
    try:
        known, _ = early.parse_known_args(words)
    except argparse.ArgumentError:
        known = argparse.Namespace(data=None)  # the full parser says what is wrong
    if known.data:
        os.environ["FAZHI_DATA"] = known.data
    # Read when NumPy is first loaded. Our matrices have a few hundred rows: threads wait for each other longer than they work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")

    import django

    # What is loaded now stays until the end: looking for garbage among it took a fifth of the time to start.
    gc.disable()
    django.setup()

    from fazhi.surfaces.cli.console import run

    gc.freeze()
    gc.enable()

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
