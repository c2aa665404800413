"""Which PostgreSQL holds the data."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from clearway.config.settings.environment import read

VAR = Path(read("CLEARWAY_VAR"))
#: The embedded server writes its address here while it runs, so that every process finds it.
ADDRESS_FILE = VAR / "database.url"


def address() -> str:
    """The URL of the server: the one that was asked for, or the embedded one where it runs."""
    given = read("DATABASE_URL")
    if given:
        return given
    if ADDRESS_FILE.exists():
        return ADDRESS_FILE.read_text(encoding="ascii").strip()
    return "postgresql://clearway@127.0.0.1:5432/clearway"


def django_database(url: str) -> dict[str, object]:
    """The same address in Django's words."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "clearway",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"server_side_binding": True, "application_name": "clearway"},
    }


DATABASES = {"default": django_database(address())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
