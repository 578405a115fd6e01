"""A sender's own headings: judged when saved, kept in versions, used only where they fit exactly."""

from dataclasses import replace
from datetime import date

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.exchange import reading, saved_mappings
from fazhi.kernel.exchange.errors import (
    AmbiguousMapping,
    HeadingsMissing,
    HeadingTwice,
    MappingInvalid,
    MappingUnfit,
    MappingUnreadable,
    UnknownKind,
    UnknownLedger,
    UnknownMapping,
)
from fazhi.kernel.exchange.mappings import SenderMapping, judge, read_mapping, written
from fazhi.kernel.exchange.models import LedgerBatch, LedgerMapping
from fazhi.kernel.exchange.tests import cases
from fazhi.kernel.exchange.tests.cases import FORMAT
from fazhi.kernel.referrals.models import Referral

TOML = """
kind = "test.cases"
sender = "思明分局"
skip_rows = 1

[headings]
"序号" = ""
"接警单号" = "number"
"来自" = "channel"
"派出所" = "sender"
"类型" = "category"
"移交时间" = "sent_date"
"收到时间" = "signed_date"

[values.channel]
"110联动" = "police"

[values.category]
"邻居吵架" = "邻里"
"家事" = "family"

[fixed]
office = "XM-SM-01"
"""
LINES = [
    ["思明分局2024年移交情况"],
    ["序号", "接警单号", "来自", "派出所", "类型", "移交时间", "收到时间"],
    ["", "（单号）", "", "", "", "（年月日）", ""],
    ["1", "D-1", "110联动", "莲前所", "邻居吵架", "2024-03-05", "2024.3.6"],
    ["2", "D-2", "公调对接", "莲前所", "家事", "2024年3月7日", ""],
    ["合计", "2", "", "", "", "", ""],
]
MAPPING = read_mapping(TOML)


def csv(path, lines=LINES):
    path.write_text("\n".join(",".join(line) for line in lines), encoding="gb18030")
    return path


def faults(**changes):
    return {(fault.code, fault.where, fault.found) for fault in judge(replace(MAPPING, **changes), FORMAT)}


def headings(**changes):
    return tuple((heading, changes.get(column, column)) for heading, column in MAPPING.headings)


def test_a_file_of_the_senders_own_headings_becomes_ours(tmp_path):
    table = reading.read(csv(tmp_path / "a.csv"), [FORMAT], mappings=[MAPPING])

    assert table.mapping is MAPPING
    assert table.rows.columns == [*(column.name for column in FORMAT.columns), "sheet", "row"]
    assert table.rows.select("number", "channel", "category", "office", "people", "row").rows() == [
        ("D-1", "police", "邻里", "XM-SM-01", None, 4),
        ("D-2", "公调对接", "family", "XM-SM-01", None, 5),
    ]
    assert table.skipped == 3  # the title, the row of units, the totals
    assert table.ignored == ("序号",)


def test_one_heading_more_or_less_does_not_fit(tmp_path):
    more = [LINES[0], [*LINES[1], "备注"], *LINES[2:]]
    less = [LINES[0], LINES[1][:-1], *LINES[2:]]

    for lines in (more, less):
        with pytest.raises(UnknownLedger):
            reading.read(csv(tmp_path / "a.csv", lines), [FORMAT], mappings=[MAPPING])


def test_order_width_and_spaces_of_headings_do_not_matter(tmp_path):
    shuffled = [[row[0], *reversed(row[1:])] if len(row) > 1 else row for row in LINES]
    shuffled[1][1] = "收 到 时 间"

    table = reading.read(csv(tmp_path / "a.csv", shuffled), [FORMAT], mappings=[MAPPING])

    assert table.rows["number"].to_list() == ["D-1", "D-2"]


def test_a_heading_twice_is_no_exact_fit(tmp_path):
    twice = [LINES[0], [*LINES[1][:-1], "移交时间"], *LINES[2:]]

    with pytest.raises(UnknownLedger):
        reading.read(csv(tmp_path / "a.csv", twice), [FORMAT], mappings=[MAPPING])


def test_our_own_headings_need_no_mapping(tmp_path):
    table = reading.read(cases.book(tmp_path / "a.xlsx", cases.rows(1)), [FORMAT], mappings=[MAPPING])

    assert table.mapping is None


def test_headings_half_ours_are_understood_by_an_exact_mapping(tmp_path):
    heads = [
        "对接编号",
        "对接渠道",
        "移送单位",
        "移送单位案号",
        "接收组织代码",
        "纠纷类别",
        "移送日期",
        "签收日期",
        "备用",
    ]
    mapped = replace(
        MAPPING, headings=tuple(zip(heads, [column.name for column in FORMAT.columns][:8] + [""], strict=True)),
        values={}, fixed={}, skip_rows=0,
    )  # fmt: skip
    cells = ["D-1", "公调对接", "思明分局", "", "XM-SM-01", "邻里", "2024-03-05", "", ""]
    path = csv(tmp_path / "a.csv", [heads, cells])

    with pytest.raises(HeadingsMissing):
        reading.read(path, [FORMAT])
    assert reading.read(path, [FORMAT], mappings=[mapped]).rows["number"].item() == "D-1"


def test_two_of_our_synonyms_side_by_side_are_told_apart_by_a_mapping(tmp_path):
    heads = [column.heading for column in FORMAT.columns]
    path = csv(
        tmp_path / "a.csv", [[*heads, "编号"], [str(cases.GOOD.get(c.name, "")) for c in FORMAT.columns] + ["9"]]
    )
    pairs = [*((column.heading, column.name) for column in FORMAT.columns[1:]), ("对接编号", ""), ("编号", "number")]

    with pytest.raises(HeadingTwice):
        reading.read(path, [FORMAT], mappings=[])
    found = reading.read(
        path, [FORMAT], mappings=[replace(MAPPING, headings=tuple(pairs), values={}, fixed={}, skip_rows=0)]
    )
    assert found.rows["number"].item() == "9"


def test_a_mapping_for_a_sheet_reads_only_that(tmp_path):
    with pytest.raises(UnknownLedger):
        reading.read(csv(tmp_path / "a.csv"), [FORMAT], mappings=[replace(MAPPING, sheet="一月")])

    assert reading.read(csv(tmp_path / "a.csv"), [FORMAT], mappings=[replace(MAPPING, sheet="a")]).sheets == ("a",)


def test_a_file_that_fits_two_senders_is_refused_with_their_names(tmp_path):
    other = replace(MAPPING, sender="湖里分局", fixed={"office": "XM-HL-01"})

    with pytest.raises(AmbiguousMapping) as caught:
        reading.read(csv(tmp_path / "a.csv"), [FORMAT], mappings=[MAPPING, other])

    assert caught.value.found == (("思明分局", "测试台账"), ("湖里分局", "测试台账"))
    table = reading.read(csv(tmp_path / "a.csv"), [FORMAT], mappings=[MAPPING, other], sender="湖里分局")
    assert table.rows["office"].to_list() == ["XM-HL-01"] * 2


def test_the_sender_named_must_fit(tmp_path):
    path = cases.book(tmp_path / "a.xlsx", cases.rows(1))

    with pytest.raises(MappingUnfit) as caught:
        reading.read(path, [FORMAT], mappings=[MAPPING], sender="思明分局")

    assert (caught.value.sender, caught.value.kinds) == ("思明分局", ("test.cases",))


def test_a_mapping_of_another_kind_is_not_tried(tmp_path):
    with pytest.raises(UnknownLedger):
        reading.read(csv(tmp_path / "a.csv"), [FORMAT], mappings=[replace(MAPPING, kind="other")])


def test_a_sound_mapping_has_no_fault():
    assert faults() == set()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"headings": headings(number="number?")}, ("open", "接警单号", "number")),
        ({"headings": headings(number="?")}, ("open", "接警单号", "")),
        ({"headings": headings(number="nummer")}, ("unknown", "接警单号", "nummer")),
        ({"headings": headings(signed_date="sent_date")}, ("column_twice", "收到时间", "sent_date")),
        ({"headings": (*headings(), (" 序 号", ""))}, ("heading_twice", "序号", "")),
        ({"headings": (*headings(), ("*", ""))}, ("heading_twice", "*", "")),
        ({"headings": headings(number="")}, ("missing", "对接编号", "")),
        ({"values": {"category": {"家事": "家务"}}}, ("unclear", "纠纷类别", "家务")),
        ({"values": {"category": {"家事": "?"}}}, ("open", "纠纷类别", "")),
        ({"values": {"kategorie": {"家事": "x"}}}, ("unknown", "kategorie", "kategorie")),
        ({"fixed": {"office": "XM-SM-01", "sender": "x"}}, ("fixed_and_mapped", "移送单位", "x")),
        ({"fixed": {"office": ""}}, ("unclear", "接收组织代码", "")),
        ({"fixed": {"office": "XM-SM-01", "people": "很多"}}, ("unclear", "人数", "很多")),
    ],
)
def test_what_is_wrong_with_a_mapping_is_told(changes, fault):
    assert fault in faults(**changes)


@pytest.mark.parametrize(
    "text",
    [
        "kind = ",
        TOML.replace('kind = "test.cases"', ""),
        TOML.replace('sender = "思明分局"', "sender = 5"),
        TOML.replace("skip_rows = 1", "skip_rows = true"),
        TOML.replace("skip_rows = 1", "skip_rows = 21"),
        TOML.replace("skip_rows = 1", "skip_row = 1"),
        TOML.replace('"序号" = ""', '"序号" = 1'),
        TOML.split("[headings]")[0] + "headings = 1",
        TOML.split("[headings]")[0] + "values = 1",
        TOML.split("[headings]")[0] + "values.channel = 1",
    ],
)
def test_a_text_of_another_shape_is_unreadable(text):
    with pytest.raises(MappingUnreadable):
        read_mapping(text)


def test_what_is_written_is_read_again():
    odd = replace(MAPPING, headings=(*MAPPING.headings, ('引"号\\\x7f', "")), values={"category": {"a.b": "邻里"}})

    assert read_mapping(written(odd, {"序号": "一个说明"})) == odd


class TestSaved:
    pytestmark = pytest.mark.django_db

    @pytest.fixture
    def save(self, format, at):
        return lambda mapping=MAPPING: saved_mappings.save(mapping, by="system", at=at)

    def test_a_mapping_is_saved_once_and_entered_into_the_trail(self, save):
        first = save()

        assert save() == first
        assert (first.version, LedgerMapping.objects.count()) == (1, 1)
        assert list(Entry.objects.values_list("action", "subject_id")) == [("ledger.mapping", str(first.id))]

    def test_the_newest_version_counts_and_the_earlier_ones_stay(self, save):
        save()
        newer = save(replace(MAPPING, skip_rows=0))

        assert saved_mappings.newest() == (newer,)
        assert (newer.version, newer.skip_rows) == (2, 0)
        assert [item.version for item in saved_mappings.versions()] == [2, 1]
        assert str(saved_mappings.versions()[0]) == "思明分局 test.cases v2"

    def test_mappings_are_asked_for_by_sender(self, save):
        ours = save()
        save(replace(MAPPING, sender="湖里分局"))

        assert saved_mappings.of_sender("思明分局") == (ours,)
        with pytest.raises(UnknownMapping) as caught:
            saved_mappings.of_sender("集美分局")
        assert caught.value.senders == ("思明分局", "湖里分局")

    def test_what_is_open_is_not_saved(self, save):
        with pytest.raises(MappingInvalid):
            save(replace(MAPPING, headings=headings(number="number?")))
        with pytest.raises(UnknownKind):
            save(replace(MAPPING, kind="no.such"))
        assert LedgerMapping.objects.count() == 0

    def test_an_import_uses_it_and_the_batch_says_so(self, save, tmp_path, import_one):
        mapping = save()

        report = import_one(csv(tmp_path / "a.csv"))

        assert (report.accepted, report.refused, report.error) == (2, 0, None)
        assert (report.sender, report.mapping_version) == ("思明分局", 1)
        assert LedgerBatch.objects.get().mapping_id == mapping.id
        first = Referral.objects.system("a test").get(number="D-1")
        assert (first.channel, first.category, first.sent_date) == ("police", "neighbour", date(2024, 3, 5))

    def test_a_file_that_was_imported_with_our_headings_is_the_same_record(self, save, tmp_path, import_one):
        save()
        import_one(csv(tmp_path / "a.csv"))
        data = [
            {**cases.GOOD, "sender": "莲前所", "people": None, "number": "D-1"},
            {**cases.GOOD, "sender": "莲前所", "people": None, "number": "D-2", "category": "婚姻家庭",
             "sent_date": "2024-03-07", "signed_date": None},
        ]  # fmt: skip

        assert import_one(cases.book(tmp_path / "b.xlsx", data)).unchanged == 2

    def test_a_sender_without_a_mapping_is_told_before_anything_is_read(self, import_one, tmp_path):
        with pytest.raises(UnknownMapping):
            import_one(csv(tmp_path / "a.csv"), sender="没有的")

    def test_a_refused_row_comes_back_in_our_own_words(self, save, tmp_path, import_one):
        save()
        lines = [*LINES[:4], ["2", "D-2", "微信", "莲前所", "家事", "2024年3月7日", ""]]

        report = import_one(csv(tmp_path / "a.csv", lines))

        assert (report.accepted, report.refused) == (1, 1)
        table = reading.read(report.refusals_path, [FORMAT])
        assert table.rows.select("number", "channel", "category", "office").row(0) == (
            "D-2", "微信", "婚姻家庭", "XM-SM-01",
        )  # fmt: skip


def test_a_mapping_knows_its_columns():
    mapping = SenderMapping("k", "s", (("甲", "a"), ("乙", "")))

    assert mapping.columns == ("a",)
