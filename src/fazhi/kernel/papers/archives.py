"""Archives looked at with care: sizes first, from the directory; nothing is ever unpacked to the disk."""

import io
import zipfile
import zlib
from dataclasses import dataclass

from fazhi.kernel.papers.errors import FileTooLarge, FileUnreadable
from fazhi.kernel.papers.terms import MOST_MEMBERS, MOST_RATIO, UNPACKED_SETTING, unpacked_bytes


@dataclass(frozen=True)
class Members:
    """An archive that was found harmless; `name` is the file's own."""

    name: str
    source: zipfile.ZipFile

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.source.namelist())

    def read(self, member: str) -> bytes:
        """
        One member, never longer than the directory says.

        Raises FileUnreadable if it is encrypted or broken.
        """
        try:
            return self.source.read(member)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error) as error:
            raise FileUnreadable(self.name, f"{member}: {error}") from error


def members(content: bytes, name: str) -> Members:
    """
    The members of an archive.

    Raises FileUnreadable if it is none or names a member twice (readers then differ in what they show), FileTooLarge
    if it would unpack to more than the limits.
    """
    try:
        source = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FileUnreadable(name, str(error)) from error
    items = source.infolist()
    unpacked = sum(item.file_size for item in items)
    limit = min(unpacked_bytes(), max(len(content) * MOST_RATIO, 1))
    if unpacked > limit:
        raise FileTooLarge(name, unpacked, limit, UNPACKED_SETTING)
    if len(items) > MOST_MEMBERS:
        raise FileUnreadable(name, f"{len(items)} members; at most {MOST_MEMBERS}")
    if len({item.filename.lower() for item in items}) < len(items):
        raise FileUnreadable(name, "a member stands twice")
    return Members(name, source)
