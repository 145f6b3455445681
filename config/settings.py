"""All settings, in sections. Development works with no environment at all; production refuses to boot
without its secrets.

Rule: every value that differs between machines is read here, from the environment, by a reader that
fails loudly. `CONVOY_MODE=production` is the one switch. docs/deployment.md lists every variable.
"""

import secrets
import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

# --- SQLite: versions before 3.51.3 can corrupt a WAL database; the wheel carries a newer library --------
import sqlite3  # isort: skip

SAFE_SQLITE = (3, 51, 3)
if sqlite3.sqlite_version_info < SAFE_SQLITE:
    try:
        import pysqlite3
        import pysqlite3.dbapi2
    except ImportError:  # no wheel for this platform: `check --deploy` says so
        pysqlite3 = None
    else:
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()


# --- Mode and secrets ------------------------------------------------------------------------------------
def _required(name: str) -> str:
    value: str = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"CONVOY_MODE=production needs the environment variable {name}; see docs/deployment.md."
        )
    return value


def _development_secret() -> str:
    """One random key per clone, so that passes and sessions survive a restart and nobody shares a key."""
    path = VAR_DIR / "development-secret"
    if not path.exists():
        VAR_DIR.mkdir(exist_ok=True)
        try:
            with path.open("x") as handle:
                handle.write(secrets.token_urlsafe(50))
        except FileExistsError:
            return path.read_text()
        path.chmod(0o600)
    return path.read_text()


MODE = env.str("CONVOY_MODE", "development")
if MODE not in {"development", "production"}:
    raise ImproperlyConfigured(f"CONVOY_MODE is {MODE!r}; it must be development or production.")
PRODUCTION = MODE == "production"
DEBUG = env.bool("DEBUG", not PRODUCTION)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG must be off in production.")
SECRET_KEY = _required("SECRET_KEY") if PRODUCTION else env.str("SECRET_KEY", "") or _development_secret()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# Keys of pass links and check-in codes by key id: "2=newer-key,1=older-key"; the first one signs.
LINK_KEYS: dict[str, str] = env.dict("LINK_KEYS", default={})
if PRODUCTION and not LINK_KEYS:
    raise ImproperlyConfigured("CONVOY_MODE=production needs LINK_KEYS; see docs/deployment.md.")
LINK_KEYS = LINK_KEYS or {"1": f"links:{SECRET_KEY}"}
LINK_KEY_ID = next(iter(LINK_KEYS))

# --- Addresses -------------------------------------------------------------------------------------------
BASE_URL = (_required("BASE_URL") if PRODUCTION else env.str("BASE_URL", "http://localhost:8000")).rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["*"])
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("CONVOY_MODE=production needs ALLOWED_HOSTS; see docs/deployment.md.")
CSRF_TRUSTED_ORIGINS = [BASE_URL, *env.list("CSRF_TRUSTED_ORIGINS", default=[])]
# How many reverse proxies of ours add to X-Forwarded-For; 0 = the connection's own address counts.
PROXIES = env.int("PROXIES", 1 if PRODUCTION else 0)
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

# --- Apps and middleware ---------------------------------------------------------------------------------
INSTALLED_APPS = [
    "campaigns.foundation",
    "campaigns",
    "registrations",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # with random padding, so that lengths tell nothing of secrets
    "csp.middleware.CSPMiddleware",
    "campaigns.middleware.permissions_policy",
    "campaigns.middleware.look_instead",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["campaigns.templatetags.dots"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
CRISPY_TEMPLATE_PACK = "bootstrap5"
SHOW_STYLEGUIDE = env.bool("SHOW_STYLEGUIDE", not PRODUCTION)
# In demo mode no message ever leaves; the demo command refuses to run in production without it.
DEMO = env.bool("DEMO", not PRODUCTION)

# --- Database --------------------------------------------------------------------------------------------
DATABASE_URL = (
    _required("DATABASE_URL") if PRODUCTION else env.str("DATABASE_URL", f"sqlite:///{VAR_DIR}/convoy.sqlite3")
)
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    # Threads of a race test need a file; a database in memory locks whole tables.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Staff accounts --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "campaigns.Staff"
LOGIN_URL = "campaigns:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "campaigns:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "campaigns.foundation.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

# --- Security --------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    if PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "media-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# --- Languages and time ----------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Files -----------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "build" / "collected")))
BUILT_STATIC_DIR = BASE_DIR / "build" / "static"
BUILT_STATIC_DIR.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static", BUILT_STATIC_DIR]
HASHED_STATIC = env.bool("HASHED_STATIC", PRODUCTION)
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR_DIR / "media")))
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_MANIFEST_STRICT = False  # a missing picture never brings a page down; a test finds it
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not HASHED_STATIC
# Fonts of documents by preference, as file paths; empty = those that come with the packages.
DOCUMENT_FONTS = env.list("DOCUMENT_FONTS", default=[])

# --- Work behind the page, mail, logs --------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "masked": {
            "()": "campaigns.foundation.logs.MaskingFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masked"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO" if PRODUCTION else "WARNING")},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
