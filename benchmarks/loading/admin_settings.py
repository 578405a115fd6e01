"""Our settings with Django's admin in place of our pages."""

from fazhi.config.settings import *  # noqa: F403
from fazhi.config.settings import INSTALLED_APPS, MIDDLEWARE, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]
MIDDLEWARE = [name for name in MIDDLEWARE if "fazhi.surfaces" not in name and "axes" not in name]
TEMPLATES[0]["OPTIONS"]["context_processors"] = [
    *TEMPLATES[0]["OPTIONS"]["context_processors"],
    "django.contrib.auth.context_processors.auth",
]
ROOT_URLCONF = "loading.admin_urls"
WSGI_APPLICATION = "loading.admin_wsgi.application"
