"""Numbers of persons: each by what it proves, and what looks like one and isn't stays."""

import pytest

from fazhi.engines.masking import Confidence, find


def found(text: str) -> list[tuple[str, str]]:
    """What is masked without asking anybody, as (words, type)."""
    return [
        (text[each.start : each.end], each.kind.value) for each in find(text) if each.confidence != Confidence.DOUBTFUL
    ]


def doubted(text: str) -> list[tuple[str, str]]:
    return [
        (text[each.start : each.end], each.kind.value) for each in find(text) if each.confidence == Confidence.DOUBTFUL
    ]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("公民身份号码11010519491231002X。", "11010519491231002X", "ID_CARD"),
        ("号码11010519491231002x。", "11010519491231002x", "ID_CARD"),
        ("身份证１１０１０５１９４９１２３１００２Ｘ", "１１０１０５１９４９１２３１００２Ｘ", "ID_CARD"),
        ("身份证号：110105 19491231 002X", "110105 19491231 002X", "ID_CARD"),
        ("身份证号110105491231002。", "110105491231002", "ID_CARD"),
        ("身份证号350203199013011234", "350203199013011234", "ID_CARD"),
        ("军官证号：军字第1234567号", "军字第1234567号", "ID_CARD"),
        ("电话13800001234。", "13800001234", "PHONE"),
        ("可拨打+86 138-0000-1234", "+86 138-0000-1234", "PHONE"),
        ("138 0000 1234 是他的", "138 0000 1234", "PHONE"),
        ("家里0592-2660000转12", "0592-2660000转12", "PHONE"),
        ("座机(0592)2660000", "(0592)2660000", "PHONE"),
        ("家中电话2660000无人接", "2660000", "PHONE"),
        ("链接里写着tel:13800001234", "13800001234", "PHONE"),
        ("6222020011112222333卡", "6222020011112222333", "BANK_CARD"),
        ("卡号6222 0200 1111 2222 333", "6222 0200 1111 2222 333", "BANK_CARD"),
        ("账号：4100028719022512345", "4100028719022512345", "BANK_CARD"),
        ("驾驶闽D12345小客车", "闽D12345", "PLATE"),
        ("新能源车闽DF12345停在路边", "闽DF12345", "PLATE"),
        ("闽D·1234挂半挂车", "闽D·1234挂", "PLATE"),
        ("邮箱zhang.san@qq.com", "zhang.san@qq.com", "EMAIL"),
        ("加微信号：wx_abc-12", "wx_abc-12", "IM_ACCOUNT"),
        ("QQ12345678", "12345678", "IM_ACCOUNT"),
        ("持护照E12345678入境", "E12345678", "PASSPORT"),
        ("来往内地通行证号码H12345678", "H12345678", "PASSPORT"),
        ("车牌闽D·12345", "闽D·12345", "PLATE"),
        ("两地牌港·粤Z3V82港", "港·粤Z3V82港", "PLATE"),
        ("车牌闽 D 3 V 6 1 2 停", "闽 D 3 V 6 1 2", "PLATE"),
        ("电话1 3 8 0 0 0 0 1 2 3 4。", "1 3 8 0 0 0 0 1 2 3 4", "PHONE"),
        ("电话00852-6123 4567。", "00852-6123 4567", "PHONE"),
        ("号码+1 415 555 0132。", "+1 415 555 0132", "PHONE"),
        ("手机1380000123，少一位", "1380000123", "PHONE"),
        ("身份证号Z683365(5)", "Z683365(5)", "ID_CARD"),
        ("永久居留证KOR350075081701", "KOR350075081701", "ID_CARD"),
        ("身份证号码：35020319850312", "35020319850312", "ID_CARD"),
        ("我的号是wxid_k3p9zz21，", "wxid_k3p9zz21", "IM_ACCOUNT"),
        ("QQ号：38 447 120。", "38 447 120", "IM_ACCOUNT"),
        ("持D12345678号护照", "D12345678", "PASSPORT"),
        ("闽（2023）厦门市不动产权第0012345号", "闽（2023）厦门市不动产权第0012345号", "PROPERTY_CERT"),
        ("房产证号：厦国土房证第00123456号", "厦国土房证第00123456号", "PROPERTY_CERT"),
    ],
)  # fmt: skip
def test_a_number_that_proves_what_it_is_is_found(text: str, words: str, kind: str) -> None:
    assert found(text) == [(words, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "（2024）闽0203民初12345号民事判决书",
        "厦司〔2025〕1号、厦公交认字[2023]第00123号",
        "统一社会信用代码91350100M000100Y43",
        "合同编号：13800001234，订单号202401051234567890",
        "快递单号6222020011112222333",
        "货款13800001234.00元，共计1,380,000.50元",
        "2024年1月1日、2024-01-01 10:20、19900101",
        "拨打12348、110、12315、95588、400-800-1234",
        "依据GB/T 9704-2012、GB 32100-2015、JGJ 59-2011",
        "手机138****1234，身份证3502**********123X",
        "网址https://example.com/a/13800001234",
        "《民法典》第一千零六十五条、第1065条第2款",
        "面积120.5平方米，容积率2.5，比例13.5%",
    ],
)
def test_what_is_no_number_of_a_person_stays(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("监督电话：0592-5061234", "0592-5061234"),
        ("请电0592-5061234（厦门市公安局思明分局）", "0592-5061234"),
        ("厦门市司法局电话：0592-5061234", "0592-5061234"),
        ("户名厦门市财政局，账号35101535001050006666", "35101535001050006666"),
        ("邮箱fzk@xm.gov.cn", "fzk@xm.gov.cn"),
        ("编号旁写着6217001234567890124几个数", "6217001234567890124"),
        ("写着E12345678", "E12345678"),
    ],
)
def test_what_may_belong_to_an_office_or_proves_nothing_waits_for_a_person(text: str, words: str) -> None:
    assert found(text) == []
    assert [each for each, _ in doubted(text)] == [words]


def test_after_a_stroke_another_telephone_may_stand() -> None:
    assert found("电话0592-2660000/13900001234") == [("0592-2660000", "PHONE"), ("13900001234", "PHONE")]


def test_a_number_that_begins_as_the_word_of_an_account_is_none() -> None:
    assert found("事项编号WX202504170033") == []


def test_two_numbers_apart_by_a_space_are_two() -> None:
    assert found("13800001234 13900001234") == [("13800001234", "PHONE"), ("13900001234", "PHONE")]


@pytest.mark.parametrize(
    "text",
    ["执行员阴志宏，联系电话0351-2936118。", "请向县人民法院报告，联系电话0714-7323605。"],
)
def test_the_telephone_of_whoever_handles_a_matter_waits_for_a_person(text: str) -> None:
    assert [kind for _, kind in found(text)] == []
    assert [kind for _, kind in doubted(text)] == ["PHONE"]


def test_a_deed_begins_behind_the_word_for_its_number() -> None:
    assert found("土地证号吉县国用（2006）第03-2187号") == [("吉县国用（2006）第03-2187号", "PROPERTY_CERT")]
