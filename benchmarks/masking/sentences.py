"""
The development sentences of masking: their slots filled with synthetic persons, numbers and addresses, the gold spans beside them.

Sentences in sentences.txt are our own, after the forms of judgments, mediation agreements, complaints, notes of the hotline and
chats. Lines with an odd number are for developing, the even ones are held out. Passages of judgments in focus_dev.jsonl have
their names taken out already (PER); new ones go in there.
"""

import json
import random  # noqa: TID251  seeded, and never drawn from outside of a benchmark
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fazhi.engines.identifiers import complete_identity_number

HERE = Path(__file__).parent
KINDS = {
    "N": "NAME",
    "A": "ADDRESS",
    "ID": "ID_CARD",
    "TEL": "PHONE",
    "LAND": "PHONE",
    "CARD": "BANK_CARD",
    "PLATE": "PLATE",
    "MAIL": "EMAIL",
    "IM": "IM_ACCOUNT",
    "QQ": "IM_ACCOUNT",
    "DEED": "PROPERTY_CERT",
    "PASS": "PASSPORT",
    "HK": "PASSPORT",
}
"""Slots whose filling is to be masked; that of the others must not be touched."""
SURNAMES = (
    "王李张刘陈杨黄赵吴周" * 6
    + "徐孙马朱胡郭何林高罗" * 4
    + "郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏"
    "付方邹熊白孟秦邱侯江尹薛闫段雷"
    "龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔文庄洪颜柯纪傅游施詹温童左季盛骆华时全安成和关水车应管危查仇解单"
)
COMPOUND = ("欧阳", "上官", "司马", "诸葛", "司徒", "令狐", "皇甫", "慕容", "尉迟", "端木")
FIRST = (
    "志建国文晓雅丽美秀明海伟俊佳思雨嘉子宇晨婉淑惠玉锦永清振启泽梓诗语静月华瑞德景福家少小云春"
    "秋亚东海金德桂宝树凤连红新世光兆立学中朝正显庆长大双天传守加水火木"
)
SECOND = (
    "强军明华平英芳娟燕玲红霞辉鹏斌涛峰杰浩然轩琪瑶萍珍兰梅琳颖慧欣怡宁安泉生龙德贤源凯成达良民"
    "顺兴荣勇刚超磊洋波飞雷云山海林田根发财贵福全有才武文清香花菊凤仙娣妹英子妮娜"
)
ALONE = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英辉鹏飞宇浩凯鑫波斌莉玲芬丹萍帆博健俊雷琳倩雪瑶"
    "婷蕾岩旭阳亮峰林龙虎山川海江"
)
USUAL = tuple((HERE / "given_names.txt").read_text("utf-8").split())
"""Given names that many bear, some of them words."""
MINORITY = ("买买提·艾力", "阿依古丽·热合曼", "努尔兰·别克", "尼玛次仁·顿珠", "玛丽娅·伊万诺娃", "迈克尔·布朗")
DIVISIONS = (
    "福建省厦门市思明区",
    "厦门市湖里区",
    "福建省泉州市安溪县",
    "漳州市龙海区",
    "江西省上饶市广信区",
    "四川省达州市渠县",
    "贵州省毕节市织金县",
    "河南省周口市太康县",
    "安徽省阜阳市颍上县",
    "湖北省黄冈市蕲春县",
    "北京市朝阳区",
    "上海市浦东新区",
    "重庆市万州区",
    "思明区",
    "同安区",
    "福建省莆田市仙游县",
    "广东省深圳市南山区",
    "浙江省义乌市",
)
TOWNS = ("莲前街道", "新民镇", "蓬莱镇", "城关镇", "五显镇", "梧村街道", "大嶝街道", "岳巷乡", "")
ROADS = (
    "湖滨南路",
    "莲岳路",
    "体育路",
    "禾祥西路",
    "前埔一里",
    "建设大道",
    "解放街",
    "翔安东路",
    "岭兜西二里",
    "文园路",
    "金尚路",
    "和平巷",
    "龙山中路",
    "吕岭路",
)
VILLAGES = ("岭东村", "后溪村", "石塘村", "大坪村", "陈家湾村", "东山村", "马銮村", "西塘村", "下尾社区", "何厝社区")
ESTATES = ("金山小区", "莲花新村", "瑞景公园", "未来海岸", "海西花园", "阳光城", "禹洲花园")
PLACES = (
    "宏达",
    "鑫源",
    "鹭海",
    "金盛",
    "顺风",
    "东方",
    "盛世",
    "恒丰",
    "林氏",
    "陈记",
    "王氏",
    "李家",
    "张记",
    "建国",
    "国强",
    "小燕",
    "丽华",
)
TRADES = (
    "商贸",
    "餐饮管理",
    "建筑工程",
    "物业服务",
    "汽车运输",
    "服装",
    "电子科技",
    "房地产开发",
    "劳务",
    "装饰",
    "食品",
    "医疗器械",
)


@dataclass(frozen=True)
class Gold:
    """
    A text with what is to be masked in it, as (start, end, type), and what must be left.

    persons  all names of persons, those of officials too
    """

    text: str
    spans: tuple[tuple[int, int, str], ...]
    kept: tuple[tuple[int, int], ...]
    persons: tuple[tuple[int, int], ...] = ()


class Filler:
    """Fills slots; a person keeps the name for the whole text only if a text repeats it by hand."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def one(self, of: str | tuple[str, ...]) -> str:
        return self.dice.choice(of)

    def digits(self, count: int) -> str:
        return "".join(self.dice.choices("0123456789", k=count))

    def N(self) -> str:
        chance = self.dice.random()
        if chance < 0.02:
            return self.one(MINORITY)
        surname = self.one(COMPOUND) if chance < 0.05 else self.one(SURNAMES)
        if self.dice.random() < 0.24:
            return surname + self.one(ALONE)
        if self.dice.random() < 0.3:
            return surname + self.one(USUAL)
        return surname + self.one(FIRST) + self.one(SECOND)

    O = N  # noqa: E741  the slot of an official

    def ID(self) -> str:
        birth = f"{self.dice.randint(1945, 2012)}{self.dice.randint(1, 12):02}{self.dice.randint(1, 28):02}"
        number = complete_identity_number(
            self.one(("350203", "350524", "510922", "412727", "110105")) + birth + self.digits(3)
        )
        chance = self.dice.random()
        if chance < 0.1:
            return f"{number[:6]} {number[6:14]} {number[14:]}"
        return number.lower() if chance < 0.15 else _wide(number) if chance < 0.2 else number

    def TEL(self) -> str:
        number = "1" + self.one("3456789") + self.digits(9)
        ways = (number,) * 6 + (
            f"{number[:3]}-{number[3:7]}-{number[7:]}",
            f"{number[:3]} {number[3:7]} {number[7:]}",
            f"+86 {number}",
            _wide(number),
        )
        return self.one(ways)

    def LAND(self) -> str:
        number = self.one("23567") + self.digits(6)
        return self.one(
            (
                f"0592-{number}",
                f"0592{number}",
                f"(0595){self.one('2568')}{number}",
                f"010-8{number}",
                f"0592-{number}转{self.digits(3)}",
            )
        )

    def CARD(self) -> str:
        body = self.one(("622202", "621700", "622848", "621661", "623058")) + self.digits(self.one((9, 12)))
        number = body + next(sign for sign in "0123456789" if _luhn(body + sign))
        return (
            " ".join(number[place : place + 4] for place in range(0, len(number), 4))
            if self.dice.random() < 0.25
            else number
        )

    def PLATE(self) -> str:
        head = self.one("闽京沪粤浙豫川赣皖") + self.one("ABCDE")
        return head + self.one(
            (self.digits(5), "D" + self.digits(5), self.digits(3) + "KL", "·" + self.digits(5), self.digits(5))
        )

    def MAIL(self) -> str:
        return (
            self.one(("zhang", "lin.h", "xm_wang", "abc", "L2008"))
            + self.digits(3)
            + self.one(("@qq.com", "@163.com", "@126.com", "@xmu.edu.cn", "@gmail.com"))
        )

    def IM(self) -> str:
        return self.one(("wx_", "lin", "ajun-", "xmlawer", "Hong")) + self.digits(4)

    def QQ(self) -> str:
        return self.one("123456789") + self.digits(self.one((7, 8, 9)))

    def DEED(self) -> str:
        return self.one(
            (
                f"闽（202{self.digits(1)}）厦门市不动产权第00{self.digits(5)}号",
                f"厦国土房证第0{self.digits(7)}号",
                f"闽(2019)泉州市不动产权第{self.digits(7)}号",
            )
        )

    def PASS(self) -> str:
        return self.one("EG") + self.digits(8)

    def HK(self) -> str:
        return self.one("HM") + self.digits(8)

    def A(self) -> str:
        dice = self.dice
        division = self.one(DIVISIONS) + self.one(TOWNS)
        number = f"{dice.randint(1, 380)}号"
        room = self.one(
            (
                "",
                f"{dice.randint(1, 30)}{dice.randint(0, 9)}{dice.randint(1, 9)}室",
                f"{dice.randint(2, 30)}01",
                f"之{self.one('一二三')}",
            )
        )
        return self.one(
            (
                division + self.one(ROADS) + number + room,
                division
                + self.one(ROADS)
                + number
                + self.one(ESTATES)
                + f"{dice.randint(1, 30)}号楼{dice.randint(1, 4)}单元{dice.randint(1, 30)}02室",
                division + self.one(VILLAGES) + f"{dice.randint(1, 20)}组{number}",
                division + self.one(VILLAGES) + self.one(("下厝里", "大埔", "")) + number,
                division + self.one(ESTATES) + f"{dice.randint(1, 30)}栋{dice.randint(1, 30)}0{dice.randint(1, 8)}室",
                self.one(ROADS) + number + room,
                self.one(ESTATES) + f"{dice.randint(1, 30)}号楼{dice.randint(1, 30)}0{dice.randint(1, 8)}室",
                self.one(VILLAGES) + f"{dice.randint(1, 20)}组{dice.randint(1, 99)}号",
            )
        )

    def AO(self) -> str:
        return self.one(DIVISIONS) + self.one(ROADS) + f"{self.dice.randint(1, 380)}号"

    def ORG(self) -> str:
        place = self.one(("厦门", "福建", "厦门市", "泉州", ""))
        return self.one(
            (
                f"{place or '厦门'}{self.one(PLACES)}{self.one(TRADES)}有限公司",
                f"{place or '福建'}{self.one(PLACES)}{self.one(TRADES)}有限公司",
                f"{self.one(DIVISIONS)}人民政府",
                "中国人民财产保险股份有限公司厦门市分公司",
                f"{place or '厦门'}{self.one(PLACES)}酒店",
                f"{place or '厦门'}市公安局思明分局".replace("市市", "市"),
                f"{self.one(DIVISIONS)}{self.one(TOWNS[:6])}{self.one(VILLAGES)[:-1]}村民委员会",
                f"{self.one(PLACES)}小吃店",
            )
        )

    def LAW(self) -> str:
        return "福建" + self.one(("天衡", "厦信", "林安", "王张", "金海湾")) + "律师事务所"

    def COURT(self) -> str:
        return self.one(("厦门市思明区人民法院", "福建省厦门市中级人民法院", "安溪县人民法院"))

    def BANK(self) -> str:
        return self.one(("中国工商银行厦门湖滨支行", "建设银行", "中国农业银行", "厦门国际银行"))

    def SCHOOL(self) -> str:
        return self.one(("厦门市第六中学", "莲花小学", "实验幼儿园"))

    def HOSPITAL(self) -> str:
        return self.one(("厦门大学附属第一医院", "中山医院", "安溪县医院"))

    def DATE(self) -> str:
        return f"{self.dice.randint(1955, 2024)}年{self.dice.randint(1, 12)}月{self.dice.randint(1, 28)}日"

    def SUM(self) -> str:
        return self.one(
            (
                f"{self.dice.randint(1, 900)}00元",
                f"{self.dice.randint(1, 90)}万元",
                f"{self.dice.randint(1, 99)},{self.digits(3)}.{self.digits(2)}元",
                "五万元",
            )
        )

    def CASE(self) -> str:
        return f"（202{self.digits(1)}）闽02{self.digits(2)}民{self.one(('初', '终'))}{self.dice.randint(1, 9999)}号"

    def DOC(self) -> str:
        return f"厦{self.one(('司', '公', '市监'))}罚〔202{self.digits(1)}〕{self.dice.randint(1, 300)}号"

    def CREDIT(self) -> str:
        return "91350100M000100Y43"


def filled(line: str, filler: Filler) -> Gold:
    """One sentence with its slots filled."""
    text, spans, kept, persons, at = "", [], [], [], 0
    for match in re.finditer(r"\{([A-Z]+)(?:=([^}]*))?\}", line):
        text += line[at : match.start()]
        value = match.group(2) or getattr(filler, match.group(1))()
        kind = KINDS.get(match.group(1))
        if kind:
            spans.append((len(text), len(text) + len(value), kind))
        else:
            kept.append((len(text), len(text) + len(value)))
        if match.group(1) in {"N", "O"}:
            persons.append((len(text), len(text) + len(value)))
        text += value
        at = match.end()
    return Gold(text + line[at:], tuple(spans), tuple(kept), tuple(persons))


def own(part: str, filler: Filler, copies: int = 1) -> Iterator[Gold]:
    """Our own sentences; part is "dev" or "held"."""
    lines = (HERE / "sentences.txt").read_text("utf-8").splitlines()
    for _ in range(copies):
        yield from (filled(line, filler) for line in lines[part == "held" :: 2])


def passages(source: Path, part: str, filler: Filler, copies: int = 1) -> Iterator[Gold]:
    """Passages of judgments with new persons in place of those taken out."""
    texts = [json.loads(line)["text"] for line in source.read_text("utf-8").splitlines()]
    for _ in range(copies):
        for text in texts[part == "held" :: 2]:
            line = re.sub(r"PER(?![A-Z0-9])", "{N}", text.replace("{", "").replace("}", ""))
            yield filled(line.replace("ORG", "{ORG}").replace("TIME", "{DATE}"), filler)


def _wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() else sign for sign in text)


def _luhn(digits: str) -> bool:
    doubled = (int(sign) * (1 + place % 2) for place, sign in enumerate(reversed(digits)))
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0
