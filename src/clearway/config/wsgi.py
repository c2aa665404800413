"""The web process: Django, opened for Granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearway.config.settings")
application = get_wsgi_application()
