"""One settings file, read from the environment. Names are documented in docs/operations.md."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("TONGBAN_VAR", ROOT / "var"))
NODE_MODULES = Path(os.environ.get("TONGBAN_NODE_MODULES", ROOT / "node_modules"))

DEBUG = os.environ.get("TONGBAN_DEBUG") == "1"
DEMO = os.environ.get("TONGBAN_DEMO") == "1"


def _secret(name: str, size: int = 32) -> bytes:
    """The secret of that name: from the environment (hex), else a file in var/ made at first use."""
    given = os.environ.get(f"TONGBAN_{name.upper()}")
    if given:
        return bytes.fromhex(given)
    path = VAR / "secrets" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(os.urandom(size).hex())
        draft.chmod(0o600)
        try:
            os.link(draft, path)  # the first process wins, so that all share one secret
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return bytes.fromhex(path.read_text().strip())


SECRET_KEY = _secret("django_key").hex()
# Keys of sealed fields by id; the last one seals, all of them open.
FIELD_KEYS = {1: _secret("field_key_1", 16)}
BLIND_KEY = _secret("blind_key")

ALLOWED_HOSTS = os.environ.get("TONGBAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("TONGBAN_ORIGINS", "").split(",") if o]
SITE_URL = os.environ.get("TONGBAN_URL", "http://127.0.0.1:8000")
SITE = {
    "name": os.environ.get("TONGBAN_SITE_NAME", "云溪市政务服务网"),
    "place": os.environ.get("TONGBAN_PLACE", "云溪市"),
    "region": os.environ.get("TONGBAN_REGION", "990100000000"),
    "host": os.environ.get("TONGBAN_SITE_HOST", "云溪市人民政府办公室"),
    "operator": os.environ.get("TONGBAN_SITE_OPERATOR", "云溪市政务服务管理局"),
    "hotline": "12345",
    "notice": os.environ.get("TONGBAN_SITE_NOTICE", "演示站点，内容均为虚构"),
}

SLICES = [
    "journal",
    "files",
    "notices",
    "identity",
    "papers",
    "clock",
    "catalogue",
    "licences",
    "cases",
    "ratings",
    "supervision",
]
SURFACES = ["ui", "portal", "counter", "desk", "console", "board", "api"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    *[f"tongban.{name}" for name in SLICES + SURFACES if (ROOT / "tongban" / name / "apps.py").exists()],
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tongban.ui.language.middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tongban.ui.labels.middleware",
]
CODES_FRESH = 10  # seconds after which labels are looked up again; 0: only when they are changed here

ROOT_URLCONF = "tongban.urls"
WSGI_APPLICATION = "tongban.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "tongban" / name / "templates" for name in SURFACES],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "tongban.ui.environment.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tongban.ui.context.page",
                "tongban.console.home.badge",
                "tongban.console.places.navigation",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]


def _database(url: str) -> dict:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5},
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "postgres://tongban@127.0.0.1:1/tongban"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["tongban.identity.backends.LoginBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "tongban.ui.adapter.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TONGBAN_PROXIES", "0"))
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/sign-in/landing/"
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "tongban.identity.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https")
CSRF_FAILURE_VIEW = "tongban.ui.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # papers are shown in a frame of our own pages

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "tongban" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
FORMAT_MODULE_PATH = None

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [
    (f"npm/{name}", NODE_MODULES / folder)
    for name, folder in {
        "tabler": "@tabler/core/dist",
        "icons": "@tabler/icons-webfont/dist",
        "font": "@fontsource-variable/noto-sans-sc",
        "htmx": "htmx.org/dist",
    }.items()
]
PACKAGE_FILES = [
    "npm/tabler/css/tabler.min.css",
    "npm/icons/tabler-icons.min.css",
    "npm/icons/fonts/tabler-icons.woff2",
    "npm/font/index.css",
    "npm/font/files/*.woff2",
    "npm/htmx/htmx.min.js",
]
STATICFILES_FINDERS = [
    "tongban.ui.assets.PackageFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tongban.ui.assets.CollectedStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

FILES_ROOT = VAR / "files"
FILE_SIZE_LIMIT = 20 * 1024 * 1024
FILE_SCANNER = os.environ.get("TONGBAN_FILE_SCANNER") or None
CLAMD_ADDRESS = os.environ.get("TONGBAN_CLAMD", "127.0.0.1:3310")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "tongban.files.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Media of notices: an address, "sink" to keep them here for looking at, or empty: not set up.
_SINK = "sink" if DEMO else ""
NOTICE_SMS = os.environ.get("TONGBAN_SMS", _SINK)
NOTICE_SMS_KEY = os.environ.get("TONGBAN_SMS_KEY", "")
NOTICE_WECHAT = os.environ.get("TONGBAN_WECHAT", _SINK)
NOTICE_WECHAT_OPEN = os.environ.get("TONGBAN_WECHAT_OPEN", "https://open.weixin.qq.com")
NOTICE_WECHAT_APP = os.environ.get("TONGBAN_WECHAT_APP", "")
NOTICE_WECHAT_KEY = os.environ.get("TONGBAN_WECHAT_KEY", "")
NOTICE_WECHAT_TEMPLATE = os.environ.get("TONGBAN_WECHAT_TEMPLATE", "")
NOTICE_MAIL = os.environ.get("TONGBAN_MAIL", _SINK)
NOTICE_MAIL_FROM = os.environ.get("TONGBAN_MAIL_FROM", "noreply@localhost")

# smtp://user:password@host:port, smtps:// (TLS from the start) or smtp+tls:// (STARTTLS)
_MAIL = urlsplit(NOTICE_MAIL)
EMAIL_HOST, EMAIL_PORT = _MAIL.hostname or "localhost", _MAIL.port or (465 if _MAIL.scheme == "smtps" else 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.scheme == "smtps", _MAIL.scheme == "smtp+tls"
EMAIL_TIMEOUT = 10

FONT_DIRS = [NODE_MODULES / "@expo-google-fonts" / "noto-sans-sc"]

# Seconds after which a worker that gives no sign of life is taken for dead, and its jobs for left behind.
WORKER_SILENCE = float(os.environ.get("TONGBAN_WORKER_SILENCE", "30"))
PROCRASTINATE_WORKER_DEFAULTS = {
    "update_heartbeat_interval": WORKER_SILENCE / 3,
    "stalled_worker_timeout": WORKER_SILENCE,
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("TONGBAN_LOG", "INFO")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
    },
}
