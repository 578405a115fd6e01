"""What stands in brackets behind a name: a short name (以下简称《条例》), an edition (2018年修正), a number."""

import re
from dataclasses import dataclass

_BRACKET = re.compile(r"（(?:[^（）\n]|（[^（）\n]{0,30}）){1,160}）")
_ALIAS = re.compile(
    r"以下(?:均|分别)?(?:简称|称)[为作]?[“《\"‘「]{0,2}"
    r"(?P<name>(?:[^“”《》\"‘’「」，。；（）\n]|（[一二三四五六七八九十]{1,3}）){1,40}?)(?=[”》\"’」，。；）]|$)"
)
_AFTER_ALIAS = re.compile(r"，以下(?:均|分别)?简?称[^，。；\n]{1,44}")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?[^，；（）]{0,24}?(?:修正|修订|修改|公布|发布|通过|版|施行|文本)?")
_CHANGED = re.compile(r"修正|修订|修改")
_PART = re.compile(r"（[一二三四五六七八九十]{1,3}）")
_BEFORE = re.compile(
    r"(?P<year>(?:19|20)\d\d|[一二][九零][零一二三四五六七八九]{2})年"
    r"(?P<rest>[^，。；：《》\n]{0,60}?)(?:的|版|原|旧|新){0,3}$"
)
_DONE = re.compile(r"修正|修订|修改|公布|发布|颁布|通过|制定|施行")
_OLD = re.compile(r"(?:原|旧|修[改订正]前的?|废止的|失效的|已废止的)$")
_DIGITS = str.maketrans("零一二三四五六七八九", "0123456789")
_WINDOW = 70


@dataclass(frozen=True, slots=True)
class Edition:
    """
    Which version the words around a name mean.

    year     in which it was passed or changed
    changed  whether the words say that it was changed then (修订, 修正), not merely passed
    old      whether they say that it is an old one (原, 修订前的)
    """

    year: int | None = None
    changed: bool = False
    old: bool = False


@dataclass(frozen=True, slots=True)
class Behind:
    """
    What was read behind a name.

    end       where it ends; the name's own end if nothing was read
    aliases   short names declared
    edition   told in brackets
    part      （一） of an interpretation in parts
    """

    end: int
    aliases: tuple[str, ...] = ()
    edition: Edition | None = None
    part: str = ""


def read_behind(text: str, end: int) -> Behind:
    """What stands in brackets behind a name that ends at `end`, up to three of them."""
    aliases: list[str] = []
    edition, part, place = None, "", end
    for _ in range(3):
        bracket = _BRACKET.match(text, place)
        if bracket is None:
            break
        inner = bracket[0][1:-1]
        aliases += [found["name"] for found in _ALIAS.finditer(inner)]
        if place == end and _PART.fullmatch(bracket[0]):
            part = bracket[0]
        elif (year := _YEAR.match(inner)) is not None and edition is None:
            edition = Edition(int(year["year"]), changed=_CHANGED.search(inner) is not None)
        place = bracket.end()
    if not aliases and (comma := _AFTER_ALIAS.match(text, place)):
        aliases += [found["name"] for found in _ALIAS.finditer(comma[0])]
        place = comma.end()
    return Behind(place, tuple(aliases), edition, part)


def declared(text: str) -> tuple[str, ...]:
    """Every short name that a text declares, wherever."""
    return tuple(found["name"] for found in _ALIAS.finditer(text)) if "以下" in text else ()


def read_before(text: str, start: int) -> Edition | None:
    """Which version the words before a name tell: 2002年公布的原, 修订前的."""
    if start == 0 or text[start - 1] not in "的原旧新版年前":
        return None
    window = text[max(0, start - _WINDOW) : start]
    old = _OLD.search(window) is not None
    sentence = re.split(r"[，。；：《》\n]", window)[-1]
    found = _BEFORE.search(sentence)
    if found is None:
        return Edition(old=True) if old else None
    rest = found["rest"]
    if rest and not _DONE.search(rest):
        return Edition(old=True) if old else None
    year = int(found["year"].translate(_DIGITS))
    return Edition(year, changed=_CHANGED.search(rest) is not None, old=old)
