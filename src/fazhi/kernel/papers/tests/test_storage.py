import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.kernel.papers import storage
from fazhi.kernel.papers.errors import FileDamaged

pytestmark = pytest.mark.usefixtures("data_dir")


def test_a_file_lies_under_its_digest_for_its_owner_only():
    sha256 = storage.put(b"abc")

    path = storage.path_of(sha256)
    assert sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert path.parts[-4:] == ("files", "ba", "78", sha256)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_what_was_put_in_comes_out(content: bytes):
    assert storage.get(storage.put(content)) == content


def test_the_same_content_is_kept_once():
    storage.put(b"abc")
    storage.put(b"abc")

    assert len(list(storage.kept())) == 1


def test_a_damaged_file_is_told_and_mended_by_putting_it_in_again():
    sha256 = storage.put(b"abc")
    storage.path_of(sha256).write_bytes(b"abd")

    with pytest.raises(FileDamaged, match="damaged"):
        storage.get(sha256)
    assert storage.state(sha256) == "damaged"
    storage.put(b"abc")
    assert storage.get(sha256) == b"abc"


def test_a_missing_file_is_told():
    sha256 = storage.put(b"abc")
    storage.path_of(sha256).unlink()

    assert storage.state(sha256) == "missing"
    with pytest.raises(FileDamaged, match="missing"):
        storage.get(sha256)


def test_a_write_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch):
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        storage.put(b"abc")

    assert list(storage.kept()) == []


def test_other_rooms_folders_are_left_aside(data_dir: Path):
    ledger = data_dir / "files" / "ledgers" / "a" / "b"
    ledger.parent.mkdir(parents=True)
    ledger.write_bytes(b"x")
    (data_dir / "files" / "zz" / "00").mkdir(parents=True)
    (data_dir / "files" / "zz" / "00" / "f").write_bytes(b"x")

    assert list(storage.kept()) == []
