"""Django's settings, put together from `environment.py`. One setting per behaviour; no environment has a name here."""

import dataclasses

from csp.constants import NONE, SELF

from commonweal.config import databases, environment, found, logs, reading

DATA_DIR = environment.data_dir()
BASE_URL = environment.base_url()
IS_HTTPS = BASE_URL.startswith("https://")

SECRET_KEY = environment.secret_key()
SECRET_KEY_FALLBACKS = environment.secret_key_fallbacks()
DEBUG = environment.is_debug()
ALLOWED_HOSTS = environment.allowed_hosts()
FIELD_KEYS = environment.field_keys()
AUDIT_KEY = environment.audit_key()

# Who runs the service, in words people read.
COUNCIL_NAME = environment.council_name()
COUNTY_CODE = environment.county_code()
SERVICE_NAME = environment.service_name()
CONTACT_EMAIL = environment.contact_email()
CONTACT_PHONE = environment.contact_phone()
CONTACT_ADDRESS = environment.contact_address()
IS_DEMONSTRATION = environment.is_demonstration()
EVIDENCE_SECONDS = environment.evidence_seconds()

INSTALLED_APPS = [
    "commonweal.demonstration",
    "commonweal.portal",
    "commonweal.accountability",
    "commonweal.decisions",
    "commonweal.privacy",
    "commonweal.sign_in",
    "commonweal.messaging",
    "commonweal.publishing",
    "commonweal.strategy",
    "commonweal.people",
    "commonweal.places",
    "commonweal.ui",
    "commonweal.core",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.staticfiles",
    "django.forms",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "commonweal.core.requests.RequestMiddleware",
    # Headers first, so that static files, the closed page and refusals carry them too.
    "commonweal.core.requests.HttpsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "commonweal.ui.middleware.PageHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "commonweal.core.operating.maintenance.MaintenanceMiddleware",
    "commonweal.core.files.limits.UploadLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commonweal.sign_in.middleware.ActorMiddleware",
    "commonweal.portal.errors.NotThatWayMiddleware",
    "commonweal.ui.access.AccessMiddleware",
]

ROOT_URLCONF = "commonweal.config.urls"
WSGI_APPLICATION = "commonweal.config.wsgi.application"

TEMPLATES = [
    {
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"environment": "commonweal.ui.jinja.environment"},
    },
]
FORM_RENDERER = "commonweal.ui.renderers.PageRenderer"

DATABASES = {
    "default": databases.configuration(
        environment.database(),
        data_dir=DATA_DIR,
        connection_seconds=environment.database_connection_seconds(),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Who signs in, and how. Nobody has a password; the code by e-mail is ours, the rest allauth's.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/sign-in/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "commonweal.sign_in.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "commonweal.sign_in.adapters.DirectoryAdapter"
MFA_ADAPTER = "commonweal.sign_in.adapters.PasskeyAdapter"
# allauth's own limits go by network address, and a library shares one: ours are in `sign_in.rules`.
ACCOUNT_RATE_LIMITS = False
LOGIN_REDIRECT_URL = "/account/"
DIRECTORY_ISSUER = environment.directory_issuer()
DIRECTORY_LABEL = environment.directory_label()
DIRECTORY_DOMAINS = environment.directory_domains()
DIRECTORY_SECOND_STEP = environment.directory_second_step()
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "directory",
                "name": DIRECTORY_LABEL,
                "client_id": environment.directory_client(),
                "secret": environment.directory_secret(),
                "settings": {"server_url": DIRECTORY_ISSUER},
            }
        ],
    }
}

# Files. Uploads are never served from a web server's folder: the area that owns a file sends its bytes.
STORAGES = {
    "default": databases.file_store(
        environment.file_store(),
        data_dir=DATA_DIR,
        region=environment.file_store_region(),
        has_tls=environment.file_store_has_tls(),
    ),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
UPLOAD_LIMIT_BYTES = environment.upload_limit_mb() * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o600
SCANNER = environment.scanner()

# Letters.
MAIL_SERVER = environment.mail_server()
DEFAULT_FROM_EMAIL = environment.mail_from()
BOUNCES_SERVER = environment.bounces_server()
FORMATS_MAILBOX = environment.formats_mailbox()
OFFICE_HOURS = dataclasses.replace(environment.office_hours(), closed=environment.office_closed())
FIRST_ANSWER_HOURS = environment.first_answer_hours()
NOTIFY_ADDRESS = environment.notify_address()
NOTIFY_TOKEN = environment.notify_token()

# Jobs.
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}
WORKER_PAUSE_SECONDS = environment.worker_pause()
WORKER_HEARTBEAT_SECONDS = environment.worker_heartbeat()
SEAL_LAG_LIMIT_SECONDS = environment.seal_lag_limit()

# Language, days and money are British.
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# What browsers are told.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "commonweal.portal.errors.form_expired"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.trusts_proxy() else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # A browser holds the way back from a form to this too, and the directory is reached by a form.
        "form-action": [SELF, *reading.origin_of(DIRECTORY_ISSUER)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = logs.configuration(level=environment.log_level(), form=environment.log_format())

# Where official schemas and open reference data are read from, and the lists components are checked against.
REFERENCE_DATA = environment.reference_data()
CHECKS_COMPONENTS = environment.checks_components()
COMPONENT_OPTIONS = environment.ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
DEMONSTRATION_PACK = environment.ROOT / "packs" / "demonstration"

# What the web server, the health page and the operator's commands read. Core cannot look up at config, so it is here.
WEB_ADDRESS = environment.web_address()
WEB_PORT = environment.web_port()
WEB_PROCESSES = environment.web_processes()
WEB_THREADS = environment.web_threads()
WEB_RENEWAL_REQUESTS = environment.web_renewal_requests()
WEB_ANSWER_SECONDS = environment.web_answer_seconds()
HEALTH_TOKEN = environment.health_token()
DISK_FREE_LIMIT_BYTES = environment.disk_free_limit_mb() * 1024 * 1024
BACKUPS_KEPT = environment.backups_kept()
RETENTION_SCHEDULE = environment.retention_schedule()
TRUSTS_PROXY = environment.trusts_proxy()
INSECURE_PREFIX = environment.INSECURE
SETTINGS_FOUND = found.settings_found(environment.of_this_process())
SETTINGS_UNKNOWN = found.unknown_names(environment.of_this_process())
