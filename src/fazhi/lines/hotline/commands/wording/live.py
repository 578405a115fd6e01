"""Sentences of the live wall."""

from fazhi.lines.hotline.errors.live import FeedRefused, FeedSimulated, NothingBefore
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: FeedRefused) -> str:
    return f"{error.url} 没有接收：{error.says}"


@sentence.register
def _(error: FeedSimulated) -> str:
    return f"{error.office}不是示例数据的机构，不接收模拟的话务。请接入交换机，或者用示例数据演示。"


@sentence.register
def _(error: NothingBefore) -> str:
    return f"{error.office}在 {error.day} 以前没有来电记录，不能预测当日来电。请先导入来电台账。"
