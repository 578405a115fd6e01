"""Files made fit for publication: without metadata, the content as it is."""

from collections.abc import Callable

from fazhi.kernel.papers.errors import KindNotCleaned
from fazhi.kernel.papers.office_files import clean_office
from fazhi.kernel.papers.pictures import clean_jpeg, clean_png
from fazhi.kernel.papers.terms import MediaType

# PDF and OFD are not among them: both keep properties, earlier versions and attachments in structures that take a
# library of their own to rewrite, and a signed OFD would lose its seal.
_CLEANERS: dict[str, Callable[[bytes, str], bytes]] = {
    MediaType.WORD: clean_office,
    MediaType.EXCEL: clean_office,
    MediaType.JPEG: clean_jpeg,
    MediaType.PNG: clean_png,
}


def cleaned(content: bytes, name: str, media_type: str) -> bytes:
    """
    `content` without metadata.

    Raises KindNotCleaned, HiddenContent, FileUnreadable, FileTooLarge.
    Source: 个人信息保护法 art. 6 and 25: what is published is kept to what the purpose needs.
    """
    cleaner = _CLEANERS.get(media_type)
    if cleaner is None:
        raise KindNotCleaned(name, str(MediaType(media_type).label))
    return cleaner(content, name)
