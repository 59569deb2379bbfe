"""The door for WSGI servers: every page is loaded once, before the server forks its workers."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from feidi.workbench.project.turnstile import Turnstile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "feidi.workbench.project.settings")
application = Turnstile(get_wsgi_application())
reverse("desk")  # which loads them
gc.freeze()  # what is loaded stays: it need not be looked through again and again
