"""The settings under which others reach the server: Django's own deployment checks, cookies, TLS, no demonstration."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.desk.examples import _APPLIES as APPLIES
from tests.desk.examples import _form_token as form_token

from fazhi.surfaces.accounts.tests.signing_in import signed_in

HOST = "fazhi.example.cn"
ASKS = """
import json, django
django.setup()
from django.conf import settings
from django.core.checks import run_checks
told = [str(message) for message in run_checks(include_deployment_checks=True) if not message.is_silenced()]
names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
         "LANGUAGE_COOKIE_SECURE", "SECURE_PROXY_SSL_HEADER", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS",
         "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DEBUG", "FAZHI_DEMO")
print(json.dumps({"told": told, **{name: getattr(settings, name) for name in names}}))
"""


def asked(folder: Path, **environment: str) -> dict[str, Any]:
    """What a process under these settings says of itself."""
    more = {
        "DJANGO_SETTINGS_MODULE": "fazhi.config.settings",
        "FAZHI_DATA": str(folder),
        "FAZHI_SECRET_KEY": "k3Y-aB9_" * 8,
    }
    told = subprocess.run(
        [sys.executable, "-c", ASKS], env=os.environ | more | environment, check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return asked(tmp_path_factory.mktemp("production"), FAZHI_HOSTS=HOST, FAZHI_DEMO="0")


@pytest.fixture
def as_in_production(production: dict[str, Any], settings: Any) -> Client:
    """A browser far away, through TLS and the proxy."""
    for name, value in production.items():
        if name.isupper():
            setattr(settings, name, tuple(value) if name == "SECURE_PROXY_SSL_HEADER" else value)
    return Client(headers={"host": HOST, "x-forwarded-proto": "https"})


def test_djangos_deployment_checks_find_nothing(production: dict[str, Any]) -> None:
    assert production["told"] == []
    assert production["DEBUG"] is False


def test_a_demonstration_is_impossible_where_others_reach_the_server(tmp_path: Path) -> None:
    told = asked(tmp_path, FAZHI_HOSTS=HOST, FAZHI_DEMO="1")["told"]

    assert any("fazhi.E050" in message for message in told), told


def test_every_cookie_goes_through_tls_only_and_is_bound_to_this_host(city: Any, as_in_production: Client) -> None:
    client = as_in_production
    client.get(reverse("sign-in"))
    client.post(reverse("portal-language"), {"language": "en"})
    client.post(reverse("portal-apply-form", kwargs={"office": "XM-SM-01"}), {**APPLIES, "form": form_token("a")})

    cookies = {name: cookie for name, cookie in client.cookies.items() if cookie.value}
    assert {"__Host-csrftoken", "__Host-language", "__Secure-following", "__Secure-slip"} <= set(cookies)
    for name, cookie in cookies.items():
        assert cookie["secure"], name
        assert cookie["httponly"], name
        assert cookie["samesite"] in {"Lax", "Strict"}, name
        assert not cookie["domain"], name
        assert name.startswith("__Secure-") or (name.startswith("__Host-") and cookie["path"] == "/"), name


def test_the_session_is_such_a_cookie(city: Any, as_in_production: Client, settings: Any) -> None:
    assert settings.SESSION_COOKIE_NAME == "__Host-sessionid"

    answer = signed_in(city.clerk).get("/", headers={"host": HOST, "x-forwarded-proto": "https"})

    assert answer.status_code == 200


@pytest.mark.parametrize("url", ["/sign-in/", "/portal/", "/nowhere/", "/static/web/fazhi.css"])
def test_browsers_are_told_to_come_through_tls_for_a_year(city: Any, as_in_production: Client, url: str) -> None:
    answer = as_in_production.get(url)

    # The middleware reads its setting when the server starts.
    from django.middleware.security import SecurityMiddleware

    told = SecurityMiddleware(lambda request: answer)(answer.wsgi_request)
    assert told.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_the_error_page_of_an_unknown_host_is_the_only_one_it_gets(city: Any, as_in_production: Client) -> None:
    assert as_in_production.get("/portal/").status_code == 200
    assert Client(headers={"host": "evil.example"}).get("/portal/").status_code == 400


def test_demo_mode_signs_nobody_in_here(city: Any, as_in_production: Client, settings: Any) -> None:
    settings.FAZHI_DEMO, settings.FAZHI_HOSTS = True, [HOST]

    answer = as_in_production.post(reverse("sign-in-as", kwargs={"post": city.clerk.pk}))

    assert answer.status_code == 404
