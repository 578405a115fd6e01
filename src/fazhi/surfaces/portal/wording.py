"""What the portal says of what stops a visitor."""

from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.surfaces.portal.errors import FormStale, FormTooFast, TooOften, WrongCode
from fazhi.surfaces.wording import sentence


@sentence.register
def _too_often(error: TooOften) -> str:
    until = timezone.localtime(error.until)
    return _("试的次数太多。请在 %(time)s 以后再试，或者打电话办理。") % {"time": f"{until:%H:%M}"}


@sentence.register
def _wrong(error: WrongCode) -> str:
    return _("编号或者查询码不对。请对照回执再输一次；编号 14 位数字，查询码 10 位。")


@sentence.register
def _stale(error: FormStale) -> str:
    return _("这一页打开得太久了。填写的内容还在，请核对后再按一次。")


@sentence.register
def _too_fast(error: FormTooFast) -> str:
    return _("提交得太快，系统不能确认是本人填写。填写的内容还在，请核对后再按一次。")
