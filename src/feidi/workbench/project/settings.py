"""Settings of the site; everything that differs from place to place comes from the environment."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from feidi.workbench.project.environment import database_settings, read_environment

HERE = Path(__file__).resolve().parents[1]
ENVIRONMENT = read_environment(os.environ)
DEMO = ENVIRONMENT.demo
SECRET_KEY = ENVIRONMENT.secret
AUDIT_KEY = ENVIRONMENT.audit_secret
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
DEBUG = False
ROOT_URLCONF = "feidi.workbench.project.urls"
WSGI_APPLICATION = "feidi.workbench.project.wsgi.application"
DATABASES = {"default": database_settings(ENVIRONMENT.database, ENVIRONMENT.data)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "feidi.workbench.scope",
    "feidi.workbench.audit",
    "feidi.workbench.accounts",
    "feidi.workbench.parks",
    "feidi.workbench.stored",
    "feidi.workbench.agreements",
    "feidi.workbench.imports",
    "feidi.workbench.documents",
    "feidi.workbench.enterprises",
    "feidi.workbench.notifications",
    "feidi.workbench.settlements",
    "feidi.workbench.projects",
    "feidi.workbench.coordination",
    "feidi.workbench.land",
    "feidi.workbench.siting",
    "feidi.workbench.attribution",
    "feidi.workbench.dashboards",
    "feidi.workbench.readings",
    "feidi.workbench.api",
    "feidi.workbench.desk",
    "feidi.workbench.oversight",
    "feidi.workbench.health",
    "feidi.workbench.exchange",
    "feidi.workbench.pages",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "feidi.workbench.pages.tongue.TongueMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "feidi.workbench.api.middleware.TokenMiddleware",
    "feidi.workbench.accounts.middleware.IdleMiddleware",
    "feidi.workbench.accounts.middleware.ActingMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "feidi.workbench.pages.context.frame",
            ],
            "builtins": [
                "feidi.workbench.pages.templatetags.known",
                "feidi.workbench.pages.templatetags.said",
                "feidi.workbench.pages.templatetags.pieces",
                "feidi.workbench.documents.templatetags.attaching",
            ],
        },
    }
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# ---- language: Chinese first ----------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = os.environ.get("FEIDI_TIME_ZONE", "Asia/Shanghai")
USE_TZ = True
USE_I18N = True
# the Chinese locale of Django groups by four without a separator; officials write 12,345.00
FORMAT_MODULE_PATH = ["feidi.workbench.project.formats"]

# ---- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 10}  # type: ignore[assignment]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "feidi.workbench.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login_failed": False,  # counted by axes, by name and address
    "reauthenticate": "10/m/user",
}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# how long a confirmation counts, in seconds; before what binds it is asked for again
ACCOUNT_REAUTHENTICATION_TIMEOUT = 20 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "Feidi"
MFA_TOTP_TOLERANCE = 1  # half a minute to either side: clocks differ
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "feidi.workbench.accounts.adapter.name_tried"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/lockout.html"
AXES_VERBOSE = False
# how often one token may ask
API_REQUESTS_A_MINUTE = int(os.environ.get("FEIDI_API_REQUESTS_A_MINUTE", "120"))
IDLE_SECONDS = int(os.environ.get("FEIDI_IDLE_MINUTES", "30")) * 60

# ---- the browser ------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENVIRONMENT.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 << 20
FILE_UPLOAD_HANDLERS = ["feidi.workbench.pages.uploading.BoundedUpload"]

STATIC_URL = "/static/"
STATIC_ROOT = None  # served from where the files lie, by finders
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# counts of tries must be one for all processes of the site
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # drawn pages and what they are made of: each server keeps its own, some forty megabytes at most
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
# after how long without a sign of life a worker counts as dead, and its work is queued again
JOB_SILENCE_SECONDS = float(os.environ.get("FEIDI_JOB_SILENCE_SECONDS", "60"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}},
}
