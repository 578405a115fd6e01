"""
Addresses 住址: a chain of divisions, towns, roads, villages and estates that ends at a house, a room or a group of a village.

The chain is the longest that can be read without a gap. It counts if it goes down to a house, or to a village or estate after a
word such as 住. The address of an office or a company is kept: its owner stands before or behind it.
"""

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from fazhi.engines.masking.plain import HAN
from fazhi.engines.masking.protecting import Places
from fazhi.engines.masking.statistics import divisions
from fazhi.engines.masking.terms import Confidence, Kind, Span

_NUMBER = (
    r"(?:\d[\d×]{0,4}|[A-Za-z]\d{0,4}|[一二三四五六七八九十百零〇]{1,5}|[甲乙丙丁东西南北])(?:(?:-|、|至|"
    r"之)(?:\d{1,4}|[A-Za-z]|[一二三四五六七八九十]{1,3})){0,4}"
)
_UNIT = (
    r"(?:号楼|号院|号房|号铺|号店面|号商铺|号|栋|幢|座|单元|楼|层|室|房|户|梯|门牌|村民小组|居民小组|"
    r"小组|组|队|社|弄|巷|屯|店面|车库|车位|#楼?|期|区|厂房|车间|仓库|底商|F(?![A-Za-z])|附\d{1,3}号)"
)
_PART = re.compile(
    rf" ?(?:第 ?)?(?:{_NUMBER} ?{_UNIT}|附{_NUMBER}号|"
    rf"增{_NUMBER}号|门牌{_NUMBER}号)(?:楼|底商|店面|门口|门面|后座|地下室)?(?:[东西南北]{{1,2}}侧|[左右]手边|隔壁|对面)?(?:之[一二三四五六七八九十\d]{{1,2}})?"
)
_ROOM = re.compile(
    r" ?[-－#]?(?:[A-Z]?\d{2,4}(?:-\d{1,4}){0,3}(?:[A-Z](?![A-Za-z0-9]))?|\d{1,2}(?:-\d{1,4}){1,3}|[A-Z]\d{1,4}|"
    r"(?<=[楼层座栋])[A-Z](?![A-Za-z]))(?!\d|[.,]\d|年|月|日|元|万|米|平方|"
    r"公里|人|个|天|时|点|分|号|%)"
)
# The longest name of a place before its kind; lazy, so that the nearest kind ends it.
_PLACE = re.compile(
    rf"[ “\"]?(?:厂房|宿舍|车间|工地|[{HAN}](?:(?![与及在至住向从到于由的被把了称系因并等]|和(?![平谐睦庄兴安顺乐溪园苑镇乡村街路里]))[{HAN}]|"
    rf"[东西南北中上下一二三四五六七八九十]){{0,7}}?"
    r"(?:大街|大道|大桥|公路|街道办事处|街道|社区居委会|社区|居委会|居民区|村委会|自然村|行政村|小区|"
    r"新村|花园|公寓|大厦|广场|家园|花苑|新城|新区|开发区|工业区|工业园|集中区|片区|园区|工地|厂房|名苑|雅苑|华庭|豪庭|山庄|"
    r"别墅|宿舍|公馆|庄园|国际|中心|佳园|嘉园|"
    r"[一二三四五六七八九十东西南北中前后上下]里|社(?= ?[\d一二三四五六七八九十])|"
    r"[路街道巷弄镇乡村屯寨里苑园城苏木坊胡同庄厝坪社湾圩墟坑埔林场圈楼厦院府庭洋浜享])(?:[路街巷乡镇村里庄区]|"
    r"社区|小区|花园|社(?=\d)|[一二三四五六七八九十]段)?[”\"]?)"
)
_ESTATE = re.compile(
    rf" ?[{HAN}](?:(?![与和及在至住向从到于由的被将把了称系因并等])[{HAN}]){{0,7}}?(?= ?(?:[A-Z]?\d{{1,3}}|"
    rf"[A-Z]|[一二三四五六七八九十]{{1,3}}) ?(?:号楼|栋|幢|座|单元|期|号院))"
)
"""An estate whose name does not say that it is one, before the number of a building."""
_HAMLET = re.compile(
    rf"[{HAN}](?:(?![与和及在至住向从到于由的被将把了称系因并等第])[{HAN}]){{0,4}}?(?=\d{{1,4}}(?:-\d{{1,3}})?(?:号(?!楼|院|线|令|文)|巷|弄))"
)
"""A part of a village whose name does not say so, before the number of a house."""
_GROUP = re.compile(
    rf"(?!工作|领导|调解|检查|巡查|督导|专案)[{HAN}](?:(?![与和及在至住向从到于由的被将把了称系因并等])[{HAN}]){{0,3}}?[片组屋湾冲坳塘岗垄垸坡沟坝洼](?![{HAN}]*[长员])"
)
"""A part of a village by the last character of its name, behind the village."""
_ASIDE = re.compile(
    rf"\((?:原|近|旁|靠近|后改|现)[{HAN}A-Z\d]{{1,16}}\)|\([{HAN}A-Z\d]{{1,16}}(?:座|楼|栋|室|号|幢|园|苑|城|厦|区|里|旁|侧|面|边)\)"
)
"""What is said of a place in brackets, between its parts."""
_CORNER = re.compile(
    rf"[与和][{HAN}]{{1,6}}?[路街道](?:交叉路?口|交汇处?|十字路?口?|路口)?(?:[东西南北]{{1,2}}[角侧])?"
)
_ENGLISH = re.compile(
    r"(?<![A-Za-z])(?:(?:Room|Rm\.?|Flat|Unit|Apt\.?|Suite|Floor|Building|Block|No\.) ?[A-Z]?\d{1,5}[A-Za-z]?|"
    r"\d{1,4}(?:/F|F)?)(?:,? ?(?:No\. ?\d{1,5}|"
    r"[A-Z]?\d{1,5}(?:st|nd|rd|th)?|[A-Z][a-z]{1,15})){1,16}"
)
"""An address as it is written in English; it has the word of a street."""
_STREETS = ("Road", "Rd", "Street", "St.", "Avenue", "Ave", "Lane", "District", "Building")
_KINDLESS = frozenset("路道街里巷弄大中东西南北一二三四五六七八九十村社园城镇乡")
"""After the short name of a division they make another word of it: 上海道, 金昌里."""
_CUE = re.compile(
    r"(?:现?(?:家|居|暂|租|借)?住(?:在|于|址|所地?|地)?|地址|户籍(?:所在)?地?(?:址)?|户口所在地|"
    r"经常居住地|居住地|坐落(?:于|在)?|座落(?:于|在)?|位于|送达地址|家在|家庭住址|房屋在|"
    r"租(?:住)?(?:在|于)|籍贯|房号|交货地点|收货地址|寄(?:至|到|往)|送达至|搬(?:离|到|至)|地点在|开在|离开)(?:为|是|:|在|于| |\"|“){0,3}$"
)
_HOME = re.compile(r"(?:住|居|户籍|户口|家|租)")
_OWNED_BEFORE = re.compile(
    r"(?:公司|集团|法院|检察院|局|所|委员会|政府|办事处|医院|学校|银行|支行|分行|中心|协会|厂|店|"
    r"合作社|单位|大厅|窗口|律师事务所|服务站|工作站|站|公证处|管理处|登记处|服务处|办公室)(?:\($|(?:\([^()\n]{0,30}\))?[,、;:(（。 ]{0,3}"
    r"(?:\(?(?:办公|经营|注册|登记|联系|单位|机构|服务|通讯|详细)?(?:住所地?|地址|场所|地点|营业地|"
    r"所在地|位于|设在|坐落于|址)(?:为|是|在|于|:| )*)$)"
)
_OFFICE_CUE = re.compile(
    r"(?<!房屋)(?:办公|经营|注册|登记|营业|单位|机构|现场|办理|受理|报名|咨询|办事|窗口|接待|会议)(?:地址|"
    r"地点|场所|住所|所在地|地)(?:为|是|在|于|设在|:| )*$"
)
_OWNER_AFTER = re.compile(
    rf"^(?:的|,|\()? ?(?:(?![别寄由给被在与从系])[{HAN}]){{0,16}}?(?:法院|检察院|司法局|公安局|派出所|司法所|分局|局|委员会|"
    rf"人民政府|街道办事处|镇政府|服务中心|援助中心|行政中心|调解中心|仲裁院|仲裁委|公证处|银行|支行|"
    rf"医院|学校|小学|中学|大学|幼儿园|公司|律师事务所|法庭|大厅|服务站|工作站|酒店|饭店|超市|商场|"
    rf"图书馆|体育馆)"
)
_PERSON_ROW = re.compile(r"(?:男|女|出生|汉族|身份证|身份号码|\d生)")
_SENTENCE = re.compile(r"[。;!?\n]")


@cache
def _names() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(divisions()), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def addresses(plain: str, kept: Places) -> Iterator[Span]:
    """Spans of addresses; `kept` are stretches to leave alone."""
    done = 0
    for start in _beginnings(plain):
        if start < done:
            continue
        end, is_house, is_place = _chain(plain, start)
        if end <= start or kept.touch(start, end) and kept.touch(start, start + 1):
            continue
        done = end
        ahead = plain[max(plain.rfind("\n", 0, start) + 1, start - 60) : start]
        cued = _CUE.search(ahead[-14:]) is not None
        if not (is_house or is_place and cued and end - start >= 4):
            continue
        if _is_office(plain, start, end, ahead):
            yield Span(start, end, Kind.ADDRESS, Confidence.DOUBTFUL, "像机关、单位的地址")
        elif is_house and not cued and end - start < 5:
            yield Span(start, end, Kind.ADDRESS, Confidence.DOUBTFUL, "像门牌")
        else:
            yield Span(start, end, Kind.ADDRESS, Confidence.LIKELY, "地址字样之后" if cued else "到门牌的地址")
    for match in _ENGLISH.finditer(plain) if any(map(plain.__contains__, _STREETS)) else ():
        if any(map(match.group().__contains__, _STREETS)):
            yield Span(*match.span(), Kind.ADDRESS, Confidence.LIKELY, "英文地址")


def _beginnings(plain: str) -> list[int]:
    """Where a chain may begin: at a division, after a word such as 住, at the name of a road, a village or an estate."""
    found = [start for _, start, _ in _names().find_matches_as_indexes(plain)]
    found += [match.end() for match in _CUES.finditer(plain)]
    for unit in _UNITS.finditer(plain):
        found += (_road_start(plain, unit.start()), _block_start(plain, unit.start()))
    return sorted(set(found))


_CUES = re.compile(
    r"(?:现住|家住|居住在|居住于|居住地|住址|暂住|租住在|租住于|租住|住在|住于|住所地|(?<!商)住(?![房宅院户建宿])|地址|"
    r"户籍地址|户籍所在地|户籍地|户口所在地|经常居住地|坐落于|坐落在|坐落|座落于|座落|位于|家在|"
    r"家庭住址|房号|交货地点|收货地址|邮寄至|邮寄到|寄至|寄到|寄往|送达至|搬离|搬到|搬至|地点在|开在|离开)"
    r"(?:为|是|:|在|于|的| )*(?=[A-Z]?[\u4e00-\u9fff])"
)
_UNITS = re.compile(
    r"(?:大街|大道|公路|街道|社区|小区|社|厝|新村|花园|公寓|大厦|家园|花苑|公馆|山庄|"
    r"[一二三四五六七八九十东西南北]里|路|街|巷|村|苑|园|弄|里|城|屯|寨)(?= ?(?:第 ?)?(?:\d{1,5}|"
    r"[A-Z]\d?|[一二三四五六七八九十]{1,4}) ?(?:-\d{1,4})?(?:号|栋|幢|座|组|弄|巷|社|队|期|区|单元))"
)
_STOP = re.compile(
    r"(?:原告|被告|上诉人|申请人|被申请人|当事人|业主|邻居|房东|位于|住在|家住|租住|居住|现住|地址|"
    r"坐落|户籍|投诉|反映|发生|房号|收到|收件|搬离|搬到|邮寄|前往|来到|送到|寄到|经过|途经|行至|行驶至|沿着|我家|本人|他家|的房屋|"
    r"名下|称其|[^\u4e00-\u9fff]|[在住于到至从由与和向沿经往是为的将把对其我他她你您了])"
)


_MOST_BLOCK = 20
_BLOCK = re.compile(rf"(?<![{HAN}])[{HAN}]{{0,5}}(?:街道|社区|镇|乡|村|新村)[{HAN}]*$")


def _road_start(plain: str, kind: int) -> int:
    """Where the name begins whose kind stands at `kind`: after the nearest word or sign that no name of a place has."""
    stop = kind
    for match in _STOP.finditer(plain, max(0, kind - 8), kind):
        stop = match.end()
        last = stop
    return last if stop != kind else max(0, kind - 8, kind - 4)


def _block_start(plain: str, kind: int) -> int:
    """Where the Chinese characters before `kind` begin, if they are few and nothing but names of places; else `kind`."""
    block = _BLOCK.search(plain, max(0, kind - _MOST_BLOCK), kind)
    return block.start() if block and not _STOP.search(plain, block.start(), kind) else kind


def _chain(plain: str, start: int) -> tuple[int, bool, bool]:
    """The end of the chain that begins at `start`; whether it goes down to a house; whether to a village or estate."""
    at, is_house, is_place = start, False, False
    names = divisions()
    while at < len(plain):
        division = next((size for size in range(min(15, len(plain) - at), 1, -1) if plain[at : at + size] in names), 0)
        if (
            division
            and not is_house
            and not (
                names[plain[at : at + division]] < 2
                and plain[at + division - 1] not in "省市区州盟"
                and plain[at + division : at + division + 1] in _KINDLESS
            )
        ):
            at += division
            continue
        part = _PART.match(plain, at)
        if part and (is_place or at > start):
            at, is_house = part.end(), True
            continue
        room = _ROOM.match(plain, at) if is_house else None
        if room:
            at = room.end()
            continue
        place = _PLACE.match(plain, at)
        if place and (not is_house or _PART.match(plain, place.end()) or _ROOM.match(plain, place.end())):
            at, is_place = place.end(), True
            continue
        estate = _ESTATE.match(plain, at)
        if estate:
            at, is_place = estate.end(), True
            continue
        aside = (
            _ASIDE.match(plain, at) or _CORNER.match(plain, at) or _HAMLET.match(plain, at) or _group(plain, at)
            if is_house or is_place
            else None
        )
        if aside and (plain[at] == "(" or not is_house):
            at = aside.end()
            continue
        break
    return at, is_house, is_place


def _group(plain: str, at: int) -> re.Match[str] | None:
    return _GROUP.match(plain, at) if plain[at - 1] in "村庄寨屯社片组屋" else None


def _is_office(plain: str, start: int, end: int, ahead: str) -> bool:
    """Whether an institution owns the address, by the words before and behind it."""
    clause = _SENTENCE.split(ahead)[-1]
    if _OFFICE_CUE.search(clause) or _OWNED_BEFORE.search(clause):
        return True
    after = _SENTENCE.split(plain[end : end + 28])[0]
    if clause.endswith("住") and after.startswith(","):
        return False
    return _OWNER_AFTER.match(after) is not None and not (_HOME.search(clause[-6:]) and _PERSON_ROW.search(clause))
