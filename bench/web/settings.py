"""The site in demo mode with one address more: a bare page to hold the others against."""

from feidi.workbench.project.demo import *  # noqa: F403

ROOT_URLCONF = "bench.web.bare"
# two hundred accounts are made, and no password is ever tried
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
