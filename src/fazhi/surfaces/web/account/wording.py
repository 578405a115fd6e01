"""Sentences of signing in that are no errors, and short names of browsers."""

from django.utils.translation import gettext

_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"))
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
"""In this order: each of the later ones is named by an earlier one too."""


def ending_sentence(why: str) -> str:
    """Why somebody is at the sign-in page who was signed in, "" for no known reason."""
    return {
        "idle": gettext("您有一段时间没有操作，已经退出。请重新登录。"),
        "too_long": gettext("登录已满时限，已经退出。请重新登录。"),
        "too_many": gettext("您在别处登录过多，这里的登录已经结束。"),
        "by_owner": gettext("您从别处结束了这里的登录。"),
        "password": gettext("密码已经修改，请用新密码登录。"),
        "reset": gettext("安全管理员重置了您的密码或者二次验证，请重新登录。"),
        "closed": gettext("这个账号已经停用。需要使用的，请联系安全管理员。"),
        "codes": gettext("验证码错了多次。请重新输入登录名和密码。"),
    }.get(why, "")


def browser_of(agent: str) -> str:
    """Browser and system by the name that a browser gives itself, as Firefox · Windows; 未知 if it says neither."""
    known = [next((name for mark, name in marks if mark in agent), "") for marks in (_BROWSERS, _SYSTEMS)]
    system = known[1] or ("Linux" if "Linux" in agent else "")
    return " · ".join(name for name in (known[0], system) if name) or gettext("未知")
