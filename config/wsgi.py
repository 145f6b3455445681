"""The door for gunicorn: `gunicorn config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from registrations.initials import initials_of  # noqa: E402  the apps come first

initials_of("同")  # reads the dictionary now, so that the first owner after a start does not wait for it
