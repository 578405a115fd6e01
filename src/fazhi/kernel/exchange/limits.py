"""
Limits on what is read, told from sizes before anything is unpacked. Each can be set in the environment under its name.
"""

import os

MEBIBYTE = 1024 * 1024


def _setting(name: str, default: int) -> int:
    return int(os.environ.get(name, default))


def file_bytes() -> int:
    """The largest file, in bytes; `FAZHI_LEDGER_MAX_BYTES`, 50 MB unless set."""
    return _setting("FAZHI_LEDGER_MAX_BYTES", 50 * MEBIBYTE)


def unpacked_bytes() -> int:
    """What a workbook may unpack to, in bytes; `FAZHI_LEDGER_MAX_UNPACKED_BYTES`, 1 GiB unless set."""
    return _setting("FAZHI_LEDGER_MAX_UNPACKED_BYTES", 1024 * MEBIBYTE)


def unpacked_ratio() -> int:
    """How many times its packed size a workbook may unpack to; `FAZHI_LEDGER_MAX_RATIO`, 100 unless set."""
    return _setting("FAZHI_LEDGER_MAX_RATIO", 100)


def wait_seconds() -> int:
    """How long an import waits for another one; `FAZHI_LEDGER_WAIT_SECONDS`, 20 unless set."""
    return _setting("FAZHI_LEDGER_WAIT_SECONDS", 20)
