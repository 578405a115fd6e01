"""
Settings, read from the environment once.

`FAZHI_DATA` (default `./var`) is the folder of database, files and key; `DATABASE_URL` chooses PostgreSQL
(`postgresql://user:password@host:port/name`), without it SQLite lies in the data folder.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

DATA_DIR = Path(os.environ.get("FAZHI_DATA", "var")).resolve()


def database_from(url: str | None, data_dir: Path) -> dict[str, Any]:
    """The `DATABASES["default"]` entry for `url`, or SQLite in `data_dir` when there is none."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data_dir / "fazhi.sqlite3",
            "OPTIONS": {
                # Measured: DEFERRED loses writes under eight writers, IMMEDIATE with WAL loses none (docs/adr/0003).
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
                "PRAGMA mmap_size=134217728;PRAGMA cache_size=-64000;",
            },
            "TEST": {"NAME": None},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL names {parts.scheme!r}; postgresql:// is the one supported scheme")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }


DATABASES = {"default": database_from(os.environ.get("DATABASE_URL"), DATA_DIR)}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "fazhi.kernel.audit",
    "fazhi.kernel.law",
    "fazhi.kernel.organisations",
    "fazhi.kernel.calendar",
    "fazhi.kernel.papers",
    "fazhi.kernel.indicators",
    "fazhi.kernel.parties",
    "fazhi.kernel.procedures",
    "fazhi.kernel.referrals",
    "fazhi.kernel.exchange",
    "fazhi.surfaces.accounts",
    "fazhi.surfaces.web",
    "fazhi.surfaces.portal",
    "fazhi.surfaces.cli",
    "fazhi.lines.mediation",
    "fazhi.lines.annual_report",
    "fazhi.config",  # last: its post_migrate re-creates views and triggers after every room's own
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "fazhi.surfaces.portal.door.Door",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fazhi.surfaces.web.signed_in.SignedIn",
]
ROOT_URLCONF = "fazhi.config.urls"
WSGI_APPLICATION = "fazhi.config.wsgi.application"
AUTH_USER_MODEL = "accounts.Account"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "connect-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Nothing signed outlives a process yet: there are no sessions before accounts exist.
SECRET_KEY = os.environ.get("FAZHI_SECRET_KEY") or secrets.token_urlsafe(48)
DEBUG = False
# Demo mode: one click signs in as any of the cast. Only with synthetic records, only on this machine.
FAZHI_DEMO = os.environ.get("FAZHI_DEMO") == "1"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "fazhi.surfaces.portal.handlers.unsigned"
SECURE_REFERRER_POLICY = "same-origin"
