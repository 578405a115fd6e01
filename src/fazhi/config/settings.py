"""
Settings, read from the environment once.

`FAZHI_DATA` (default `./var`) is the folder of database, files and keys; `DATABASE_URL` chooses PostgreSQL
(`postgresql://user:password@host:port/name`), without it SQLite lies in the data folder. docs/accounts.md explains those of
accounts and sessions.
"""

import os
import secrets
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from fazhi.surfaces.accounts.secret import read_secret

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
        # Opening a connection for each request more than doubled the 95th percentile under load (docs/performance.md).
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def number_from(environment: Mapping[str, str], name: str, default: int) -> int:
    """A positive whole number of the environment. Raises ValueError for anything else."""
    text = environment.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and int(text)):
        raise ValueError(f"{name} is {text!r}; a positive whole number is wanted")
    return int(text)


def names_from(text: str) -> list[str]:
    """Names apart by commas, as "fazhi.xm.example,10.1.2.3"."""
    return [name.strip() for name in text.split(",") if name.strip()]


DATABASES = {"default": database_from(os.environ.get("DATABASE_URL"), DATA_DIR)}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_tasks",
    "django_tasks_db",
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
    "fazhi.surfaces.saved_views",
    "fazhi.surfaces.jobs",
    "fazhi.surfaces.web",
    "fazhi.surfaces.web.matters",
    "fazhi.surfaces.web.imports",
    "fazhi.surfaces.portal",
    "fazhi.surfaces.api",
    "fazhi.surfaces.cli",
    "fazhi.lines.hotline",
    "fazhi.lines.inspections",
    "fazhi.lines.legality_review",
    "fazhi.lines.mediation",
    "fazhi.lines.annual_report",
    "fazhi.config",  # last: its post_migrate re-creates views and triggers after every room's own
]

MIDDLEWARE = [
    "fazhi.surfaces.operations.requests.Told",
    "django.middleware.security.SecurityMiddleware",
    # Before whatever may answer by itself, so that a refusal has its header too.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "fazhi.surfaces.web.language.ChosenLanguage",
    "fazhi.surfaces.portal.door.Door",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fazhi.surfaces.web.signed_in.SignedIn",
]
ROOT_URLCONF = "fazhi.config.urls"
WSGI_APPLICATION = "fazhi.config.wsgi.application"
# Background jobs wait in a table of the same database (docs/adr/0024).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Accounts and signing in: docs/accounts.md
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
FAZHI_HOSTS = names_from(os.environ.get("FAZHI_HOSTS", ""))
# Demo mode: one click signs in as any of the cast. Only with synthetic records, only on this machine (check fazhi.E050).
FAZHI_DEMO = os.environ.get("FAZHI_DEMO") == "1"
# The header into which our own proxy writes where a request comes from, as X-Real-IP; no other is believed.
FAZHI_PROXY_HEADER = os.environ.get("FAZHI_PROXY_HEADER", "")
# Networks of the inside that notices may be sent to besides the public ones, as "10.2.0.0/16" (docs/api.md).
FAZHI_WEBHOOK_NETWORKS = names_from(os.environ.get("FAZHI_WEBHOOK_NETWORKS", ""))
FAZHI_SECOND_FACTOR_FOR_ALL = os.environ.get("FAZHI_SECOND_FACTOR") == "all"
FAZHI_SESSION_IDLE_MINUTES = number_from(os.environ, "FAZHI_SESSION_IDLE_MINUTES", 30)
FAZHI_SESSION_HOURS = number_from(os.environ, "FAZHI_SESSION_HOURS", 12)
FAZHI_SESSIONS_AT_ONCE = number_from(os.environ, "FAZHI_SESSIONS_AT_ONCE", 3)
SECRET_KEY = os.environ.get("FAZHI_SECRET_KEY") or read_secret(DATA_DIR) or secrets.token_urlsafe(48)
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = FAZHI_SESSION_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
# Others reach this installation by a name, so through TLS; without one it answers this machine only. Cookies whose name begins
# so are taken by browsers from this very host through TLS, and from no neighbour of its domain.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = bool(FAZHI_HOSTS)
_BOUND = "__Host-" if FAZHI_HOSTS else ""
SESSION_COOKIE_NAME = f"{_BOUND}sessionid"
CSRF_COOKIE_NAME = f"{_BOUND}csrftoken"
# The proxy, which alone reaches the server, says so of what came to it through TLS (docs/security.md).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if FAZHI_HOSTS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if FAZHI_HOSTS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = bool(FAZHI_HOSTS)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in FAZHI_HOSTS]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *FAZHI_HOSTS]
AXES_HANDLER = "fazhi.surfaces.accounts.locking.Locking"
AXES_CLIENT_IP_CALLABLE = "fazhi.surfaces.accounts.locking.address_of"
AXES_USERNAME_FORM_FIELD = "username"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = "fazhi.surfaces.accounts.locking.limit"
AXES_COOLOFF_TIME = "fazhi.surfaces.accounts.locking.cool_off"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # the trail has it
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = [
    "axes.W002",  # the sign-in page answers a lock-out itself, without the middleware
    "security.W008",  # plain HTTP is turned away by the proxy; the server itself listens on this machine only
    "security.W021",  # whether a whole domain goes into browsers' lists is for who owns the domain
]
OTP_TOTP_ISSUER = "法治工作台"

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

# Operations: docs/operations.md
FAZHI_WATCHED_FROM = [ip_network(text) for text in names_from(os.environ.get("FAZHI_WATCHED_FROM", "127.0.0.1,::1"))]
FAZHI_DISK_FLOOR_MB = number_from(os.environ, "FAZHI_DISK_FLOOR_MB", 1024)
# One JSON object a line on standard error, never with personal data. Django's own word for a request is left out: it is the
# address as typed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "fazhi.surfaces.operations.lines.Lines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "fazhi.request": {"level": "INFO"},
    },
}

DEBUG = False
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
# Chinese until somebody chooses otherwise, whatever a browser says (docs/language.md).
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = f"{_BOUND}language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
FORMAT_MODULE_PATH = ["fazhi.config.formats"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
DATA_UPLOAD_MAX_NUMBER_FILES = 20
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "fazhi.surfaces.portal.handlers.unsigned"
SECURE_REFERRER_POLICY = "same-origin"
