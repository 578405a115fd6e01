"""Chinese sentences for what can go wrong with saved views."""

from fazhi.surfaces.saved_views.errors import NameImpossible, NotYours, TooLong, TooMany
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: NameImpossible) -> str:
    return f"视图名称应为 1 至 {error.longest} 个字。"


@sentence.register
def _(error: TooLong) -> str:
    return "条件太多，存不下。请减少条件或者显示的列。"


@sentence.register
def _(error: TooMany) -> str:
    return f"每个台账至多存 {error.most} 个视图。请先删除一个。"


@sentence.register
def _(error: NotYours) -> str:
    return "没有这个视图，或者它是别人存的，只有本人可以删除。"
