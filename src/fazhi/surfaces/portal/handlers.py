"""The pages for what goes wrong: the portal's for its own addresses, the desk's for all others."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fazhi.surfaces.portal.pages import PREFIX, page
from fazhi.surfaces.web import handlers as desk


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not _is_ours(request):
        return desk.bad_request(request, exception)
    return _show(request, _("这个请求读不懂"), _("地址不完整，或者发来的内容不对。请从首页重新进入。"), 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return desk.forbidden(request, exception) if not _is_ours(request) else _unopened(request)


def unsigned(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of ours, or whose browser keeps no cookies."""
    return desk.stale_form(request, reason) if not _is_ours(request) else _unopened(request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not _is_ours(request):
        return desk.not_found(request, exception)
    return _show(request, _("没有找到这一页"), _("地址可能不完整，或者这项内容没有公开。请从首页重新找。"), 404)


def server_error(request: HttpRequest) -> HttpResponse:
    if not _is_ours(request):
        return desk.server_error(request)
    text = _("系统内部出错，已经记入日志。您填写的内容如果没有看到回执，就是没有收到，请稍后再试或者打电话。")
    return _show(request, _("这一页没有显示出来"), text, 500)


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than we take."""
    if not _is_ours(request):
        return desk.too_large(request)
    return _show(request, _("发来的内容太大"), _("照片请一次少选几张，每张不要超过 8 MB，再发一次。"), 413)


def _unopened(request: HttpRequest) -> HttpResponse:
    text = _("这一页打开得太久，或者浏览器没有保存小文件（Cookie）。请回到首页重新打开，再填一次。")
    return _show(request, _("没有收到这次提交"), text, 403)


def _show(request: HttpRequest, title: str, text: str, status: int) -> HttpResponse:
    return page(request, "portal/error.html", {"title": title, "text": text}, status=status, is_private=True)


def _is_ours(request: HttpRequest) -> bool:
    return request.path.startswith(f"/{PREFIX}")
