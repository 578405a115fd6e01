"""One signed-in user without a window: cookies, hidden fields, redirects. Standard library only, so that it costs little."""

import http.client
import re
import threading
from urllib.parse import urlencode, urlsplit

_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_INPUT = re.compile(r"<input\b([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w-]+)(?:=\"([^\"]*)\")?")


class Browser:
    """Safe to use from several threads: a connection for each request, cookies under a lock."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.cookies: dict[str, str] = {}
        self._lock = threading.Lock()

    def get(self, path: str) -> tuple[int, str, str]:
        """Status, text, and where it redirects to."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str, str]:
        """Send a form, with the token of the cookie if the fields bring none."""
        token = {} if "csrfmiddlewaretoken" in fields else {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        return self._ask("POST", path, urlencode({**token, **fields}))

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str, str]:
        with self._lock:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie, "Host": f"localhost:{self.port}", "Connection": "close"}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://localhost:{self.port}"}
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
            with self._lock:
                for header in response.headers.get_all("Set-Cookie") or ():
                    name, _, value = header.partition(";")[0].partition("=")
                    self.cookies[name] = value
            where = urlsplit(response.headers.get("Location", ""))
            return response.status, text, f"{where.path}?{where.query}" if where.query else where.path
        finally:
            connection.close()


def hidden_fields(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the page's form that is sent to `action` (or to the page itself)."""
    for attributes, inside in _FORM.findall(page):
        told = dict(_ATTRIBUTE.findall(attributes))
        if told.get("method", "").lower() == "post" and told.get("action", action) in (action, ""):
            inputs = [dict(_ATTRIBUTE.findall(each)) for each in _INPUT.findall(inside)]
            return {each["name"]: each.get("value", "") for each in inputs if each.get("type") == "hidden"}
    return {}
