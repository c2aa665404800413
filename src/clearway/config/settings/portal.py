"""How pages are made and in which languages."""

from pathlib import Path

from clearway.config.environment import ROOT, read

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ko", "한국어"), ("vi", "Tiếng Việt"), ("es", "Español"), ("fr", "Français")]
LOCALE_PATHS = [ROOT / "src" / "clearway" / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = read("CLEARWAY_HTTPS") == "1"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = Path(read("CLEARWAY_VAR")) / "static"
_USWDS = ROOT / "node_modules" / "@uswds" / "uswds" / "dist"
#: Of the released package only what pages ask for: its styles, and the icons that these name.
STATICFILES_DIRS = [
    ("uswds/css", _USWDS / "css"),
    ("uswds/img/usa-icons", _USWDS / "img" / "usa-icons"),
]
STATICFILES_DIRS = [entry for entry in STATICFILES_DIRS if entry[1].exists()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 600
#: An uploaded file stays in memory and is never written to disk; a request beyond the limit loses its file.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]
