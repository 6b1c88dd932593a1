"""Settings of Newsroom: one file, everything from the environment (and a `.env` file beside manage.py).

Production is the default. What each variable means stands in the README; nonsense in one stops the start and says
which.
"""

import sqlite3
from pathlib import Path
from zoneinfo import available_timezones

import django
import environ
from django.core.exceptions import ImproperlyConfigured

from newsroom import logs

BASE_DIR = Path(__file__).resolve().parent.parent
DJANGO6 = django.VERSION >= (6, 0)

ON, OFF = ("1", "true", "yes", "on"), ("0", "false", "no", "off")

env = environ.Env()
env.read_env(BASE_DIR / ".env", overwrite=False)


def read(reader, name, default, says):
    """One value from the environment; a value that cannot be read stops the start and names its variable."""
    try:
        return reader(name, default=default)
    except (ValueError, TypeError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} must be {says}; it is {env.str(name)!r}.") from error


def switch(name, default):
    value = env.str(name, default="").strip().lower()
    if value == "":
        return default
    if value not in ON + OFF:
        raise ImproperlyConfigured(f"{name} must be on or off (1, 0, true, false, yes, no); it is {value!r}.")
    return value in ON


def url(reader, name, default, says, accepts):
    """One address from the environment. The message does not show it: it may hold a password."""
    try:
        value = reader(name, default=default)
    except (ValueError, TypeError, ImproperlyConfigured):
        value = None
    if value is None or not accepts(value):
        raise ImproperlyConfigured(f"{name} must be {says}.")
    return value


def positive(name, default):
    value = read(env.int, name, default, "a whole number above zero")
    if value < 1:
        raise ImproperlyConfigured(f"{name} must be a whole number above zero; it is {value}.")
    return value


# Who may reach us, and how

DEBUG = switch("NEWSROOM_DEBUG", False)
SECRET_KEY = env.str("NEWSROOM_SECRET_KEY", default="only-for-debugging-" + "0" * 40 if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "NEWSROOM_SECRET_KEY is not set. Set it to a long random text, "
        "or set NEWSROOM_DEBUG=1 to try Newsroom on this machine."
    )
ALLOWED_HOSTS = env.list("NEWSROOM_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS if host != "*"]

HTTPS = switch("NEWSROOM_HTTPS", not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = switch("NEWSROOM_BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
SESSION_COOKIE_NAME = "newsroom_session"
CSRF_COOKIE_HTTPONLY = True  # pages carry the token themselves: no script needs to read the cookie
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}

# What Newsroom is made of

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks_db",
    "simple_history",
    "articles",
]
if not DJANGO6:
    INSTALLED_APPS += ["django_tasks", "template_partials"]

MIDDLEWARE = [
    "newsroom.health.ProbesMiddleware",
    "newsroom.request_log.RequestLogMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware"
    if DJANGO6
    else "newsroom.csp.ContentSecurityPolicyMiddleware",
    "newsroom.csp.FilesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.sign_in.SignInMiddleware",
    "newsroom.time_zones.LocalTimeMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "newsroom.sign_in.FormsOnlyMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django_htmx.templatetags.django_htmx",
                "articles.templatetags.newsroom",
            ]
            + ([] if DJANGO6 else ["template_partials.templatetags.partials"]),
        },
    },
]

# Where things are kept

ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
DATABASES = {
    "default": url(
        env.db_url,
        "DATABASE_URL",
        f"sqlite:///{BASE_DIR / 'newsroom.sqlite3'}",
        "sqlite:////FOLDER/FILE or postgres://USER:PASSWORD@HOST:PORT/NAME",
        lambda database: database.get("ENGINE") in ENGINES and database.get("NAME"),
    )
}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# In write-ahead mode these versions of SQLite can damage a database that several connections write to.
WAL_IS_SAFE = (
    sqlite3.sqlite_version_info >= (3, 51, 3)
    or (3, 50, 7) <= sqlite3.sqlite_version_info < (3, 51)
    or (3, 44, 6) <= sqlite3.sqlite_version_info < (3, 45)
)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers wait for each other instead of failing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode={'WAL' if WAL_IS_SAFE else 'DELETE'}; PRAGMA synchronous=FULL; "
        "PRAGMA recursive_triggers=ON;",  # else INSERT OR REPLACE would pass by the guards: models.guards
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Nothing that must be shared is kept in the memory of a process. The database holds it all; with REDIS_URL, Redis brings
# the tasks to the workers and counts the failed log-ins.
REDIS_URL = url(
    env.str,
    "REDIS_URL",
    "",
    "redis://:PASSWORD@HOST:6379/0, or rediss:// for one that is reached over TLS",
    lambda address: not address or address.startswith(("redis://", "rediss://", "unix://")),
)
if REDIS_URL:
    INSTALLED_APPS += ["django_rq"]
    TASKS = {"default": {"BACKEND": "django_tasks_rq.RQBackend"}}
    # Seconds: a task that has hung must not hold its worker for ever.
    RQ_QUEUES = {"default": {"URL": REDIS_URL, "DEFAULT_TIMEOUT": 3600}}
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "newsroom",
        }
    }
else:
    TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "newsroom_cache",
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        },
    }

# Seconds without a sign of life after which a worker is taken for dead, and its work brought to another one.
TASK_LEASE = positive("NEWSROOM_TASK_LEASE", 60)

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "newsroom.bundles.BundleFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# One request may carry a batch of articles: the import page names the limits that editors see.
DATA_UPLOAD_MAX_MEMORY_SIZE = 48 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "newsroom.uploads.NamelessFileUploadHandler",
]

# Who people are

AUTHENTICATION_BACKENDS = ["newsroom.accounts.Accounts"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "newsroom.accounts.ClosedAccounts"
ACCOUNT_FORMS = {"login": "articles.forms.accounts.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Newsroom"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # administrators make the accounts: there is nothing to verify

# What Newsroom calls by itself: hosts of the own network that it may, by name or address

PRIVATE_HOSTS = env.list("NEWSROOM_PRIVATE_HOSTS", default=[])

# Below it lie the folders of receivers that get files

DELIVERY_FOLDER = env.str("NEWSROOM_DELIVERY_FOLDER", default="") or None
if DELIVERY_FOLDER:
    DELIVERY_FOLDER = Path(DELIVERY_FOLDER)
    if not DELIVERY_FOLDER.is_absolute():
        raise ImproperlyConfigured(f"NEWSROOM_DELIVERY_FOLDER must begin with /; it is {str(DELIVERY_FOLDER)!r}.")

# The house's name, language, time, mail, logs

HOUSE = env.str("NEWSROOM_HOUSE", default="").strip() or "Newsroom"  # who publishes, as exports say it
LOCALE = BASE_DIR / "locale"
LOCALE_PATHS = [LOCALE] if LOCALE.is_dir() else []
# A folder of locale/ is named for a locale, such as pt_BR; a browser asks for its language as pt-br.
TRANSLATED = sorted(folder.name.lower().replace("_", "-") for folder in LOCALE.glob("*") if folder.is_dir())
LANGUAGE_CODE = env.str("NEWSROOM_LANGUAGE", default="en").strip().lower() or "en"
if LANGUAGE_CODE not in ["en", "en-gb", *TRANSLATED]:
    raise ImproperlyConfigured(
        f"NEWSROOM_LANGUAGE must be {', '.join(['en', 'en-gb', *TRANSLATED])}: the languages that Newsroom speaks. "
        f"It is {LANGUAGE_CODE!r}."
    )
# Only these: a browser that asks for another one would get a page half in Django's words, half in ours.
LANGUAGES = [(code, code) for code in dict.fromkeys([LANGUAGE_CODE, "en", *TRANSLATED])]
TIME_ZONE = env.str("NEWSROOM_TIME_ZONE", default="UTC")
if TIME_ZONE not in available_timezones():
    raise ImproperlyConfigured(f"NEWSROOM_TIME_ZONE must be a name such as Europe/Paris; it is {TIME_ZONE!r}.")
USE_I18N = True
USE_TZ = True

EMAIL_CONFIG = url(
    env.email_url,
    "EMAIL_URL",
    "consolemail://",
    "smtp+tls://USER:PASSWORD@HOST:PORT, or consolemail:// to print messages",
    bool,
)
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20  # seconds: a mail server that does not answer must not hold up everybody's digests
# Where the links in messages lead.
HOST = next((host.lstrip(".") for host in ALLOWED_HOSTS if host != "*"), "localhost")
ADDRESS = url(
    env.str,
    "NEWSROOM_ADDRESS",
    f"{'https' if HTTPS else 'http'}://{HOST}{':8000' if DEBUG else ''}",
    "the address of this site, such as https://news.example.org",
    lambda address: address.startswith(("http://", "https://")),
).rstrip("/")
DEFAULT_FROM_EMAIL = env.str("NEWSROOM_MAIL_FROM", default=f"newsroom@{HOST}")

LOG_LEVEL = env.str("NEWSROOM_LOG_LEVEL", default="INFO").upper()
if LOG_LEVEL not in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"):
    raise ImproperlyConfigured(f"NEWSROOM_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR; it is {LOG_LEVEL!r}.")
LOG_FORMAT = env.str("NEWSROOM_LOG_FORMAT", default=logs.LINES if DEBUG else logs.JSON).lower()
if LOG_FORMAT not in (logs.JSON, logs.LINES):
    raise ImproperlyConfigured(f"NEWSROOM_LOG_FORMAT must be json or lines; it is {LOG_FORMAT!r}.")
LOGGING = logs.configuration(LOG_LEVEL, LOG_FORMAT)
# Seconds that a task may wait before /readyz says that no worker runs.
MOST_QUEUE_AGE = positive("NEWSROOM_QUEUE_AGE", 3600)

# Whoever sends it may read /metrics; without one there is no such page.
METRICS_TOKEN = env.str("NEWSROOM_METRICS_TOKEN", default="")
if METRICS_TOKEN:
    if not env.str("PROMETHEUS_MULTIPROC_DIR", default=""):
        raise ImproperlyConfigured(
            "NEWSROOM_METRICS_TOKEN needs PROMETHEUS_MULTIPROC_DIR: a folder in which the processes meet."
        )
    Path(env.str("PROMETHEUS_MULTIPROC_DIR")).mkdir(parents=True, exist_ok=True)
    MIDDLEWARE.insert(1, "newsroom.metrics.MetricsMiddleware")

# The worker and the web server read this one from the environment; nonsense should stop the start here, too.
WEB_CONCURRENCY = positive("WEB_CONCURRENCY", 2)
