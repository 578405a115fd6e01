"""The WSGI application, named as a string by `fazhi serve`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
application = get_wsgi_application()
