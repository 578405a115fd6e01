"""The admin, served as the desk is."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "loading.admin_settings"
application = get_wsgi_application()
