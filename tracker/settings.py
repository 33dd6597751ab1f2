"""The settings, in one file. The readers on top refuse a bad value of the environment with a sentence that names it."""

import os
import re
import secrets
import sqlite3
from contextlib import suppress
from importlib.util import find_spec
from ipaddress import IPv6Address
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from environ import Env

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What the environment says; an empty variable counts as absent -----------------------------------------------


def refuse(name, sentence):
    """Stop the start: one line on stderr, exit status 1."""
    raise SystemExit(f"{name}: {sentence}")


def env_text(name, default=""):
    return os.environ.get(name, "").strip() or default


def env_flag(name):
    value = env_text(name, "off").lower()
    if value not in ("1", "true", "yes", "on", "0", "false", "no", "off"):
        refuse(name, f"'{value}' is neither on nor off; write 1 or 0.")
    return value in ("1", "true", "yes", "on")


def env_count(name, default, most):
    """A number from 1 on."""
    text = env_text(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= most):
        refuse(name, f"'{text}' is not a number from 1 to {most}.")
    return int(text)


def env_list(name, default=""):
    return [part.strip() for part in env_text(name, default).split(",") if part.strip()]


def env_hosts(name, default):
    hosts = env_list(name, default)
    for host in hosts:
        if host != "*" and not re.fullmatch(r"\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\]", host):
            refuse(name, f"'{host}' is not a host name; write names without scheme, port or path, divided by commas.")
    return hosts


def env_origins(name):
    origins = env_list(name)
    for origin in origins:
        if not is_origin(origin):
            refuse(name, f"'{origin}' is not an origin; write https://example.org, divided by commas.")
    return origins


def env_origin(name):
    """An address without a path, or '' where the variable is absent."""
    origin = env_text(name).rstrip("/")
    if origin and ("*" in origin or not is_origin(origin)):
        refuse(name, f"'{origin}' is not the address of a site; write https://example.org.")
    return origin


def env_contact(name):
    """Where to write to: a mail address or that of a page, as a link; '' where the variable is absent."""
    contact = env_text(name)
    page = re.fullmatch(r"(https?://[^\s\"<>/?#]+)[^\s\"<>]*", contact)
    if not contact or (page and is_origin(page[1])):
        return contact
    if re.fullmatch(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", contact):
        return f"mailto:{contact}"
    return refuse(name, f"'{contact}' is neither a mail address nor that of a page; write data@example.org or https://example.org/contact.")


def is_origin(text):
    match = re.fullmatch(r"https?://(?:(?:\*\.)?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*|\[([0-9A-Fa-f:.]+)\])(?::([0-9]{1,5}))?", text)
    return match is not None and (not match[1] or is_ipv6(match[1])) and 0 < int(match[2] or 443) < 65536


def is_ipv6(text):
    try:
        IPv6Address(text)
    except ValueError:
        return False
    return True


def env_folder(name, default):
    """A folder that we may write to, made where it is missing; relative to the project. Closed to other users."""
    folder = BASE_DIR / env_text(name, default)
    make_folder(name, folder)
    return folder


def make_folder(name, folder):
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        refuse(name, f"the folder {folder} cannot be made ({error.strerror}).")
    if not os.access(folder, os.W_OK | os.X_OK):
        refuse(name, f"the folder {folder} cannot be written to.")


def env_secret(name, kept_in):
    """The key that signs sessions and links: given, or made once and kept in a file of mode 600."""
    secret = env_text(name)
    if not secret:
        try:
            if not kept_in.exists():
                keep_new_secret(kept_in)
            secret = kept_in.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", "") or "it is not text"
            refuse(name, f"the file {kept_in}, where it is kept, cannot be used ({reason}); give a key, or take the file away.")
    if len(secret) < 32:
        refuse(name, f"a key of {len(secret)} characters is too short; give at least 32, or leave it out.")
    return secret


def keep_new_secret(kept_in):
    draft = kept_in.with_name(f"{kept_in.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(50))
    with suppress(FileExistsError):  # of two processes that start at once, the first to link keeps its key for both
        kept_in.hardlink_to(draft)
    draft.unlink()


def env_database(name, default=""):
    """Django's settings of one database, from an address."""
    address = env_text(name, default)
    try:
        scheme, host, _path, query, _part = urlsplit(address) if "://" in address else ("",) * 5
        if scheme == "sqlite" and not host:
            check_options(name, query, SQLITE_OPTIONS)
            return sqlite(name, Env.db_url_config(address))
        if scheme in ("postgres", "postgresql"):
            check_options(name, query, POSTGRES_OPTIONS)
            return postgres(name, Env.db_url_config(address))
    except ValueError:
        refuse(name, "is not an address; write sqlite:///file or postgres://user@host/name.")
    if scheme == "sqlite":
        refuse(name, "names no file; write sqlite:///relative/file or, with four slashes, sqlite:////absolute/file.")
    if not scheme:  # what was written instead may hold a password: it is not repeated
        refuse(name, "names no kind of database before '://'; write sqlite:///file or postgres://user@host/name.")
    return refuse(name, f"'{scheme}' is not a database we know; write sqlite:///file or postgres://user@host/name.")


# What may follow '?' in the address of a database. What locks, transactions and pools depend on is set below and not given.
SQLITE_OPTIONS = {"conn_max_age", "timeout"}
# https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
POSTGRES_OPTIONS = set(
    "application_name channel_binding client_encoding connect_timeout fallback_application_name gssdelegation gssencmode gsslib "
    "hostaddr keepalives keepalives_count keepalives_idle keepalives_interval krbsrvname load_balance_hosts options passfile "
    "require_auth requirepeer ssl_max_protocol_version ssl_min_protocol_version sslcert sslcertmode sslcrl sslcrldir sslkey "
    "sslmode sslnegotiation sslpassword sslrootcert sslsni target_session_attrs tcp_user_timeout".split()
)
CACHE_OPTIONS = {"key_prefix", "timeout", "version"}
HERE_OPTIONS = CACHE_OPTIONS | {"cull_frequency", "max_entries"}  # of caches that a process or a folder holds
REDIS_OPTIONS = CACHE_OPTIONS | set(
    "db max_connections socket_connect_timeout socket_timeout ssl_ca_certs ssl_cert_reqs ssl_certfile ssl_keyfile".split()
)
NUMBERS = {"conn_max_age", "connect_timeout", "keepalives", "tcp_user_timeout", "timeout"} | {
    *("cull_frequency", "db", "max_connections", "max_entries", "socket_connect_timeout", "socket_timeout", "version")
}


def check_options(name, query, known, of="database"):
    for option, value in parse_qsl(query, keep_blank_values=True):
        if option.lower() not in known:
            refuse(name, f"'{option}' is not an option of this {of}; known are {', '.join(sorted(known))}.")
        if option.lower() in NUMBERS and not (value.isascii() and value.isdigit() and len(value) < 10):
            refuse(name, f"{option}={value} is not a number; write {option}=20.")


def sqlite(name, config):
    if config["NAME"] == ":memory:":
        refuse(name, "names no file; the server's processes must share one.")
    file = BASE_DIR / config["NAME"]
    # Only the folder of the default is made: any other that is missing may be a slip of the pen, or a disk that is not there.
    if file.parent == BASE_DIR / "var":
        make_folder(name, file.parent)
    elif not file.parent.is_dir():
        refuse(name, f"the folder {file.parent} is not there; make it, or name a file in another.")
    if file.is_dir():
        refuse(name, f"{file} is a folder; name a file in it.")
    if file.exists():
        refuse_foreign(name, file)
    options = {
        # Take the write lock when a transaction begins, and wait for it: a lock taken halfway cannot wait.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "; ".join(
            (
                f"PRAGMA journal_mode = {JOURNAL_MODE}",
                "PRAGMA synchronous = FULL",
                "PRAGMA foreign_keys = ON",
                # Without it INSERT OR REPLACE passes by the delete trigger of an append-only table.
                "PRAGMA recursive_triggers = ON",
            )
        ),
    }
    # A connection kept for a minute saves 2 ms a request. So a restore must write into the file, never put another in its place.
    return {"CONN_MAX_AGE": 60} | config | {"NAME": str(file), "OPTIONS": options | config.get("OPTIONS", {})}


def refuse_foreign(name, file):
    """An empty file is a database to be; any other begins with these words: https://sqlite.org/fileformat.html"""
    try:
        with file.open("rb") as opened:
            begins = opened.read(16)
    except OSError as error:
        refuse(name, f"{file} cannot be read ({error.strerror}).")
    if begins and begins != b"SQLite format 3\0":
        refuse(name, f"{file} is not an SQLite database; name one, or a file that is not there yet.")


# The releases in which WAL is safe with several processes: https://sqlite.org/wal.html#walresetbug
_SQLITE = sqlite3.sqlite_version_info
_WAL_IS_SAFE = _SQLITE >= (3, 51, 3) or (3, 50, 7) <= _SQLITE < (3, 51) or (3, 44, 6) <= _SQLITE < (3, 45)
JOURNAL_MODE = "WAL" if _WAL_IS_SAFE else "DELETE"


def postgres(name, config):
    if not config["NAME"]:
        refuse(name, "names no database; write postgres://user@host/name.")
    # Ten seconds, not psycopg's thirty, until a database that is gone becomes a 503.
    options = {"pool": {"min_size": 1, "max_size": 10, "timeout": 10}}
    return config | {"OPTIONS": options | config.get("OPTIONS", {})}


def env_cache(name):
    address = env_text(name, "locmemcache://")
    scheme = address.partition("://")[0]
    if scheme not in ("locmemcache", "filecache", "redis", "rediss"):
        refuse(name, f"'{scheme}' is not a cache we know; write redis://host:6379/0 or filecache:///folder, or leave it out.")
    if scheme.startswith("redis") and not find_spec("redis"):
        refuse(name, "needs the Python package redis; install it into .venv.")
    try:
        address_of = urlsplit(address)
        address_of.port  # noqa: B018 it is read only now
        config = Env.cache_url_config(address)
    except ValueError:
        refuse(name, "is not an address; write redis://host:6379/0 or filecache:///folder, or leave it out.")
    check_options(name, address_of.query, REDIS_OPTIONS if scheme.startswith("redis") else HERE_OPTIONS, of="cache")
    return config | {"LOCATION": cache_folder(name, config["LOCATION"])} if scheme == "filecache" else config


def cache_folder(name, location):
    """Made where it is missing, but not what it stands in: that may be a slip of the pen, or a disk that is not there."""
    folder = BASE_DIR / location
    if not location.strip("/"):
        refuse(name, "names no folder; write filecache:///folder.")
    if not folder.parent.is_dir():
        refuse(name, f"the folder {folder.parent} is not there; make it, or name another.")
    make_folder(name, folder)
    return str(folder)


# gunicorn reads this one for itself as soon as it is imported, and would stop with a stack trace. A process uses one core;
# the second worker uses the second core, and answers while the first starts anew.
os.environ["WEB_CONCURRENCY"] = str(env_count("WEB_CONCURRENCY", default=2, most=100))

# --- Where things lie --------------------------------------------------------------------------------------------

DATA_DIR = env_folder("DATA_DIR", "var")
SITE_URL = env_origin("SITE_URL")  # '' where unknown: then addresses are those of the request
CONTACT = env_contact("CONTACT")  # where readers send corrections
DEBUG = env_flag("DEBUG")
HTTPS = env_flag("HTTPS")
SECRET_KEY = env_secret("SECRET_KEY", kept_in=DATA_DIR / "secret_key")
ALLOWED_HOSTS = env_hosts("ALLOWED_HOSTS", default="127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env_origins("CSRF_TRUSTED_ORIGINS")
CSRF_FAILURE_VIEW = "tracker.views.errors.too_old"
CACHES = {"default": env_cache("CACHE_URL")}
DATABASES = {"default": env_database("DATABASE_URL", default="sqlite:///var/tracker.sqlite3")}
if env_text("DATABASE_REPLICA_URL"):
    DATABASES["replica"] = env_database("DATABASE_REPLICA_URL") | {"TEST": {"MIRROR": "default"}}

# --- What the site is made of ------------------------------------------------------------------------------------

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
INSTALLED_APPS = [
    "tracker.apps.TrackerConfig",
    "tracker.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "tracker.apps.StaticConfig",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tracker.middleware.permissions_policy",
    "django.middleware.gzip.GZipMiddleware",  # pages and files; static files come compressed
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]
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
        },
    }
]

# --- Language, time, files ---------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "tracker" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names that change with the content, kept by browsers for good. Tests take the plain storage (tests/conftest.py).
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["gif", "gz", "ico", "jpg", "map", "png", "webp", "woff", "woff2", "zip"]


def public_file(headers, _path, _url):
    """Any page may load a static file: a frame under a policy of its own, /embed/timeline/, is of another origin than the site."""
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"


WHITENOISE_ADD_HEADERS_FUNCTION = public_file
MEDIA_ROOT = DATA_DIR / "uploads"
# A form of the admin with 120 rows (tracker/admin/forms.py), each of up to thirty fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000

# --- Who may come in ---------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator", "OPTIONS": {"max_similarity": 0.5}},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/log/"
# Ten wrong passwords for one name from one address close that pair for a quarter of an hour. Never the name alone:
# anyone could then lock an administrator out.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "tracker.views.accounts.too_many"
AXES_CLIENT_IP_CALLABLE = "tracker.middleware.client_address"
OTP_TOTP_ISSUER = "Pacta"
OTP_ADMIN_HIDE_SENSITIVE_DATA = True
# Whether a curator may publish what they recorded themselves: for a team of one.
CURATORS_PUBLISH_OWN = env_flag("CURATORS_PUBLISH_OWN")
# gunicorn's own variable: the proxies whose X-Forwarded-* headers count. Without HTTPS there is none but by name: whoever
# asks a server on this machine writes what headers they like.
TRUSTED_PROXIES = env_list("FORWARDED_ALLOW_IPS", default="127.0.0.1,::1" if HTTPS else "")

# --- What browsers are told --------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by machines beside the proxy

# --- API, logs ---------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],  # read-only and open: nobody signs in
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "tracker.api.errors.answered",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,  # ?format= is an unknown parameter like any other
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Pacta",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": ["tracker.api.schema.finished"],
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django would mail errors to ADMINS and print to the console only under DEBUG.
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "tracker": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # Names that scanners make up, each with its stack: the line of the answer, a 400, says enough.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # It warns of every HEAD request: Django leaves it to the server to drop the body.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
