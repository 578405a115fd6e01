"""Articles of two versions paired by their words and their order."""

from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.citation.alignment import align

PURPOSE = "为了完善人民调解制度，规范人民调解活动，及时解决民间纠纷，制定本法。"
CONFIRM = "双方当事人可以自调解协议生效之日起三十日内共同向人民法院申请司法确认。"
REWARD = "对有突出贡献的人民调解委员会和人民调解员按照国家有关规定给予表彰奖励。"
PENALTY_A = "倒卖车票的，处五日以上十日以下拘留，可以并处五百元以下罚款。"
PENALTY_B = "倒卖船票的，处五日以上十日以下拘留，可以并处五百元以下罚款。"
NEW = "人民调解委员会可以利用信息网络开展在线调解活动。"


def pairs(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    return [(match.old, match.new) for match in align(old, new)]


def test_numbers_move_behind_an_inserted_article() -> None:
    assert pairs([PURPOSE, CONFIRM, REWARD], [PURPOSE, NEW, CONFIRM, REWARD]) == [(0, 0), (1, 2), (2, 3)]


def test_an_amended_article_stays_the_same_one() -> None:
    (match,) = align([CONFIRM], [CONFIRM.replace("三十日", "六十日")])

    assert (match.old, match.new, match.is_moved) == (0, 0, False)
    assert 0.9 < match.likeness < 1


def test_an_article_taken_out_has_no_match() -> None:
    assert pairs([PURPOSE, REWARD, CONFIRM], [PURPOSE, CONFIRM]) == [(0, 0), (2, 1)]


def test_the_order_decides_between_articles_that_are_nearly_alike() -> None:
    changed = [text.replace("五百元", "一千元") for text in (PENALTY_A, PENALTY_B)]

    assert pairs([PENALTY_A, PENALTY_B], [NEW, *changed]) == [(0, 1), (1, 2)]


def test_an_article_that_was_moved_is_found_and_said_to_be_moved() -> None:
    matches = align([REWARD, PURPOSE, CONFIRM], [PURPOSE, CONFIRM, REWARD])

    assert [(match.old, match.new, match.is_moved) for match in matches] == [
        (0, 2, True),
        (1, 0, False),
        (2, 1, False),
    ]


def test_punctuation_and_line_breaks_do_not_count() -> None:
    (match,) = align(["甲款：\n（一）乙；"], ["甲款:（一）乙。"])

    assert match.likeness == 1


@given(
    st.lists(st.text("甲乙丙丁，", min_size=1, max_size=8), max_size=6),
    st.lists(st.text("甲乙丙丁", max_size=8), max_size=6),
)
def test_each_article_is_in_one_match_at_most(old: list[str], new: list[str]) -> None:
    matches = align(old, new)

    assert [match.old for match in matches] == sorted({match.old for match in matches})
    assert len({match.new for match in matches}) == len(matches)
    ordered = [match.new for match in matches if not match.is_moved]
    assert ordered == sorted(ordered)
