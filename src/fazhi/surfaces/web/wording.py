"""What the error pages say: what was not done, why, and where to go."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.wording import sentence


@dataclass(frozen=True)
class Message:
    """An error page: its heading, a sentence, and links."""

    title: str
    text: str
    ways: tuple[Way, ...]


START = Way(gettext_noop("回到首页"), "/")

BAD_REQUEST = Message(
    gettext_noop("这个请求读不懂"), gettext_noop("地址或者访问的主机名不对。请检查地址是否完整。"), (START,)
)
FORBIDDEN = Message(gettext_noop("这一页不对您的岗位开放"), gettext_noop("您的岗位没有打开这一页的权限。"), (START,))
STALE_FORM = Message(
    gettext_noop("这张表单没有提交"),
    gettext_noop("打开表单以后登录状态变了，例如在另一个窗口重新登录过。请回到上一页，刷新后再提交一次。"),
    (START,),
)
TOO_LARGE = Message(gettext_noop("发来的内容太大"), gettext_noop("没有接收。请减少文件，分几次发送。"), (START,))
BROKEN = Message(
    gettext_noop("这一页没有显示出来"),
    gettext_noop("系统内部出错，已经记入日志，记录没有被改动。请稍后再打开一次。"),
    (START,),
)
UNKNOWN_ADDRESS = Message(
    gettext_noop("没有这个地址"), gettext_noop("请检查地址是否完整，或者从首页重新找。"), (START,)
)


def message_for(error: Exception | None) -> Message:
    """The message of a page that is not there; each error with a wording says its own sentence."""
    if isinstance(error, NotHere):
        text = _("没有找到%s，或者它不在您的岗位范围内。") % error.what
        return Message(_("没有找到"), text, (*error.ways, START))
    said = sentence(error) if error is not None else None
    return Message(_("没有找到"), said, (START,)) if said else UNKNOWN_ADDRESS
