"""The sealed file: what went in comes out, and nothing that was changed, exchanged, left out or cut off is taken."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.surfaces.operations.backup import sealing
from fazhi.surfaces.operations.backup.secrets import Secret
from fazhi.surfaces.operations.errors import BackupDamaged, BackupTorn, NotABackup, OperationsError, WrongSecret

KEY, PATH = Secret(b"k", bytes(range(32))), Path("x.backup")


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "CHUNK", 16)


def sealed(content: bytes, secret: Secret = KEY) -> bytes:
    file = io.BytesIO()
    sealer = sealing.Sealer(file, secret)
    for start in range(0, len(content), 7):
        sealer.write(content[start : start + 7])
    sealer.finish()
    return file.getvalue()


def opened(data: bytes, secret: Secret = KEY) -> bytes:
    return io.BufferedReader(sealing.Opener(io.BytesIO(data), secret, PATH)).read()


@pytest.mark.parametrize("size", [0, 1, 15, 16, 17, 32, 33, 100])
def test_what_went_in_comes_out_whatever_the_last_part_is(size):
    content = bytes(range(256))[:size]

    assert opened(sealed(content)) == content


def test_the_same_content_is_never_the_same_file():
    assert sealed(b"x" * 40) != sealed(b"x" * 40)


def test_a_passphrase_opens_it_and_no_other_does():
    data = sealed(b"content", Secret(b"p", "十五个字符以上的一句口令，够长".encode()))

    assert opened(data, Secret(b"p", "十五个字符以上的一句口令，够长".encode())) == b"content"
    with pytest.raises(WrongSecret):
        opened(data, Secret(b"p", "另外的一句口令，也足够长，不对".encode()))
    with pytest.raises(WrongSecret):
        opened(data, KEY)


@given(content=st.binary(max_size=80), cut=st.integers(min_value=1))
def test_a_file_that_was_cut_is_never_taken(content: bytes, cut: int):
    data = sealed(content)

    with pytest.raises((BackupTorn, NotABackup)):
        opened(data[: -(cut % len(data)) or 0])


@given(content=st.binary(max_size=80), place=st.integers(min_value=0), by=st.integers(1, 255))
def test_a_file_of_which_one_byte_was_changed_is_never_taken(content: bytes, place: int, by: int):
    data = bytearray(sealed(content))
    data[place % len(data)] ^= by

    with pytest.raises(OperationsError):
        opened(bytes(data))


def test_parts_that_were_exchanged_or_left_out_are_found_by_number():
    data = sealed(bytes(64))
    header, part = len(data) - 4 * 32, 32
    parts = [data[header + n * part : header + (n + 1) * part] for n in range(4)]

    for wrong in ([1, 0, 2, 3], [0, 2, 1, 3], [0, 1, 1, 3]):
        with pytest.raises(BackupDamaged) as found:
            opened(data[:header] + b"".join(parts[n] for n in wrong))
        assert found.value.part == next(place for place, n in enumerate(wrong) if n != place)
    with pytest.raises(BackupTorn):
        opened(data[:header] + b"".join(parts[:3]))


def test_what_is_not_read_is_looked_at_as_well():
    data = bytearray(sealed(bytes(64)))
    data[-1] ^= 1
    opener = sealing.Opener(io.BytesIO(bytes(data)), KEY, PATH)
    opener.readinto(bytearray(4))

    with pytest.raises(BackupTorn):
        opener.finish()
