"""
Make the statistics of names and the list of divisions that `engines/masking` ships, from open data.

    python benchmarks/masking/statistics.py --jieba DIR --jionlp DIR --laws ../shared/data/laws

jieba   the installed package jieba 0.42 (MIT): its dictionary marks 72,842 words as names of persons
jionlp  the installed package jionlp 1.5 (Apache-2.0): its list of divisions to the county
laws    the corpus of statutes: how often a character stands in running text

Writes surnames.txt, given.txt and divisions.txt into src/fazhi/engines/masking/data.
"""

import argparse
import io
import json
import math
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

DATA = Path(__file__).parents[2] / "src/fazhi/engines/masking/data"
# 百家姓 without its compound surnames, and the surnames that are frequent today and not in it.
SINGLE = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚"
    "范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米"
    "贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干"
    "解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚"
    "程嵇邢滑裴陆荣翁荀羊於惠甄麴家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋"
    "仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙"
    "叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴鬱胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉"
    "宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农"
    "温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚"
    "越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾"
    "毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公晋楚闫法汝鄢涂钦岳帅缑亢况有琴商牟佘佴伯赏墨"
    "哈谯笪年爱阳佟肖覃邸代付闭蔄税信占仝"
    "兰苟官庹禤丘但战初崖揭逢麦植海修原苑卿展迟栗由尧楼粟门辜冶冼勇幺仵敬才律区戢折郄揣银邝么逯"
    "药问刑鹿巨卯牙才候党线雒鹏谌撒豆寸谈化普回仉敏奉赫柏矫郇宛青占"
    "粘操种玄侬芦肇妥铁泮佀仝"
)
GIVEN_ALPHABET_FLOOR = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("jieba", "jionlp", "laws"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    names = [row.split() for row in (given.jieba / "dict.txt").read_text("utf-8").splitlines()]
    words = [word for word, _, tag in names if tag in {"nr", "nrfg"}]
    background = background_of(given.laws)
    write_surnames(words, background)
    write_given(words, background)
    write_divisions(given.jionlp / "dictionary/china_location.zip")


def background_of(laws: Path) -> Counter[str]:
    """Characters of the regulations and interpretations: official prose."""
    found: Counter[str] = Counter()
    for name in ("judicial", "administrative"):
        read = subprocess.run(["zstd", "-dc", str(laws / f"{name}.jsonl.zst")], capture_output=True, check=True).stdout
        for line in read.decode().splitlines():
            found.update(filter(is_han, json.dumps(json.loads(line), ensure_ascii=False)))
    return found


def write_surnames(words: list[str], background: Counter[str]) -> None:
    count = Counter(word[0] for word in words if len(word) in {2, 3} and word[0] in SINGLE)
    total, text = sum(count.values()) + len(set(SINGLE)), sum(background.values())
    rows = []
    for surname in sorted(set(SINGLE)):
        share = (count[surname] + 1) / total
        rows.append(f"{surname}\t{math.log(share / ((background[surname] + 20) / text)):.1f}\t{math.log(share):.1f}\n")
    (DATA / "surnames.txt").write_text("".join(rows), "utf-8")


def write_given(words: list[str], background: Counter[str]) -> None:
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    single: Counter[str] = Counter()
    for word in words:
        if word[0] in SINGLE and all(map(is_han, word)):
            if len(word) == 3:
                first[word[1]] += 1
                second[word[2]] += 1
            elif len(word) == 2:
                single[word[1]] += 1
    text = sum(background.values())
    rows = []
    for character in sorted({*first, *second, *single}):
        if first[character] + second[character] + single[character] < GIVEN_ALPHABET_FLOOR:
            continue
        base = (background[character] + 20) / text
        odds = (math.log((each[character] + 0.3) / each.total() / base) for each in (first, second, single))
        rows.append("\t".join([character, *(f"{value:.1f}" for value in odds)]) + "\n")
    (DATA / "given.txt").write_text("".join(rows), "utf-8")


def write_divisions(source: Path) -> None:
    """Provinces, cities and counties, a line each as `full name TAB short name TAB level`."""
    rows = set()
    with zipfile.ZipFile(source) as archive:
        for line in io.TextIOWrapper(archive.open("china_location.txt"), "utf-8"):
            level = len(line) - len(line.lstrip("\t"))
            name, *rest = line.strip().split("\t")
            if level < 3 and rest:
                rows.add((level, name, rest[-1]))
    (DATA / "divisions.txt").write_text(
        "".join(f"{name}\t{short}\t{level}\n" for level, name, short in sorted(rows)), "utf-8"
    )


def is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


if __name__ == "__main__":
    main()
