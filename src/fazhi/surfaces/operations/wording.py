"""Chinese sentences for what operations refuse, and for what disks and databases refuse anybody."""

import errno
import re
import sqlite3

from django.db.utils import DatabaseError

from fazhi.surfaces.operations.backup.secrets import SHORTEST
from fazhi.surfaces.operations.errors import (
    BackupDamaged,
    BackupNewer,
    BackupTorn,
    CannotWrite,
    ContentsDiffer,
    InTheWay,
    NoRoom,
    NotABackup,
    OtherDatabase,
    SecretMissing,
    SecretUnusable,
    ToolFailed,
    ToolMissing,
    WrongSecret,
)
from fazhi.surfaces.wording import sentence

_DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_FULL = "磁盘已满或者超出配额，请清理或者扩容后重试"
_DISK = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: "文件超出系统允许的大小，请检查配额后重试",
    errno.EROFS: "磁盘是只读的，请检查挂载后重试",
    errno.EACCES: "没有写入权限，请检查目录属主后重试",
    errno.EPERM: "没有写入权限，请检查目录属主后重试",
    errno.EIO: "磁盘读写出错，请检查硬件，必要时从备份恢复",
}
_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: "数据库不能写入，请检查磁盘是否只读、目录属主是否正确",
    sqlite3.SQLITE_CANTOPEN: "数据库打不开，请检查磁盘是否只读、目录属主是否正确",
    sqlite3.SQLITE_IOERR: "磁盘读写出错或者已满，请检查磁盘后重试",
    sqlite3.SQLITE_CORRUPT: "数据库文件已损坏，请停止使用并从备份恢复（fazhi restore）",
    sqlite3.SQLITE_NOTADB: "数据库文件已损坏，请停止使用并从备份恢复（fazhi restore）",
}


@sentence.register
def _(error: SecretMissing) -> str:
    return "没有给出备份密钥或者口令：请用 --key-file 或 --passphrase-file，或者在终端运行以便输入。"


@sentence.register
def _(error: SecretUnusable) -> str:
    if error.what == "short":
        return f"备份口令至少 {SHORTEST} 个字符。"
    if error.what == "repeat":
        return "两次输入的备份口令不同。"
    wanted = "应有 64 位十六进制数，可用 openssl rand -hex 32 生成" if error.what == "key" else "应为可读的文本文件"
    return f"{error.path} 不能用：{wanted}。"


@sentence.register
def _(error: NotABackup) -> str:
    return f"{error.path} 不是所要的备份文件；数据备份与密钥备份不能互换。"


@sentence.register
def _(error: WrongSecret) -> str:
    return f"{error.path} 不是用这个密钥或者口令加密的，没有恢复。"


@sentence.register
def _(error: BackupTorn) -> str:
    return f"{error.path} 不完整，后面缺了一截或者末尾已损坏，没有恢复。请重新复制，或者改用另一份备份。"


@sentence.register
def _(error: BackupDamaged) -> str:
    return f"{error.path} 已损坏（自第 {error.part + 1} MB 起），没有恢复。请改用另一份备份。"


@sentence.register
def _(error: BackupNewer) -> str:
    return f"{error.path} 由较新的版本 {error.version} 所做，请先升级程序再恢复。"


@sentence.register
def _(error: OtherDatabase) -> str:
    made = _DATABASES.get(error.vendor, error.vendor)
    how = "请去掉 DATABASE_URL" if error.vendor == "sqlite" else "请用 DATABASE_URL 指明一个空的 PostgreSQL 数据库"
    return f"{error.path} 是 {made} 的备份；{how}后再恢复。"


@sentence.register
def _(error: InTheWay) -> str:
    return f"{error.path} 已经有内容，没有覆盖。请换一个位置，或者先移走。"


@sentence.register
def _(error: NoRoom) -> str:
    return f"{error.place} 所在磁盘剩 {error.free >> 20} MB，至少要 {error.needed >> 20} MB。请清理或者换一个位置。"


@sentence.register
def _(error: CannotWrite) -> str:
    return f"{error.place} 写不下去：{_DISK.get(error.reason, '系统拒绝写入，请检查磁盘后重试')}。没有留下半份。"


@sentence.register
def _(error: ToolMissing) -> str:
    return f"没有找到 {error.tool}；备份和恢复 PostgreSQL 数据库需要它，请安装 PostgreSQL 客户端。"


@sentence.register
def _(error: ToolFailed) -> str:
    return f"{error.tool} 没有完成：{error.said}"


@sentence.register
def _(error: ContentsDiffer) -> str:
    told = "；".join(f"{what} 备份时 {was}，恢复后 {now}" for what, was, now in error.differences[:3])
    return f"{error.path} 恢复出来的内容与备份时不同，没有采用：{told}。"


@sentence.register
def _(error: OSError) -> str | None:
    """A disk that refuses; any other fault of the system nobody expected."""
    # Libraries that are not Python's say the number in words only: "No space left on device (os error 28)".
    said = re.search(r"os error (\d+)", str(error))
    told = _DISK.get(error.errno or (int(said[1]) if said else 0))
    return f"{error.filename or '数据目录'}：{told}。没有完成的操作没有记入。" if told else None


@sentence.register
def _(error: DatabaseError) -> str | None:
    """The same as SQLite says it; any other refusal of the database nobody expected."""
    return sentence(error.__cause__) if isinstance(error.__cause__, sqlite3.Error) else None


@sentence.register
def _(error: sqlite3.Error) -> str | None:
    """Past Django, where files beside the database are written."""
    told = _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return f"数据库：{told}。没有完成的操作没有记入。" if told else None
