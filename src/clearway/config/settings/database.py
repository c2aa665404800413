"""Which PostgreSQL holds the data: the one named, or the embedded one that the command has found or started."""

from urllib.parse import parse_qs, unquote, urlsplit

from clearway.config.environment import read


def django_database(url: str) -> dict[str, object]:
    """The same address in Django's words; a unix socket is named in the query, as libpq has it."""
    parts = urlsplit(url)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "clearway",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or query.get("host", ""),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"server_side_binding": True, "application_name": "clearway"},
    }


DATABASES = {"default": django_database(read("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
