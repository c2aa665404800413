"""Who may come in, and how they prove it."""

import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from clearway.config.environment import read
from clearway.platform.identity.permissions import PERMISSIONS


def _kept_secret(path: Path) -> str:
    """A secret made at first use and kept where only the owner reads it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def _kept_key(path: Path) -> str:
    """The key that signs who signed in, for partners' sites; made at first use, never twice."""
    if not path.exists():
        key = rsa.generate_private_key(65537, 2048)
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(pem)
        # Of two processes that make one at once, the first is believed.
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_text(encoding="ascii")


IS_HTTPS = read("CLEARWAY_HTTPS") == "1"
SECRET_KEY = read("CLEARWAY_SECRET_KEY") or _kept_secret(Path(read("CLEARWAY_VAR")) / "secret.key")
AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
#: People are invited; a second factor is a code of an app, a key or passkey, or one of ten codes on paper.
ACCOUNT_ADAPTER = "clearway.platform.identity.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_CHANGE_EMAIL = False
MFA_ADAPTER = "clearway.platform.identity.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Clearway"
#: A clock may be half a minute wrong.
MFA_TOTP_TOLERANCE = 1

#: An outside OpenID provider: where it is, who we are to it, and by which of its verified claims it names a person.
CLEARWAY_OPENID = {
    "issuer": read("CLEARWAY_OPENID_ISSUER").rstrip("/"),
    "client": read("CLEARWAY_OPENID_CLIENT"),
    "secret": read("CLEARWAY_OPENID_SECRET"),
    "name": read("CLEARWAY_OPENID_NAME") if read("CLEARWAY_OPENID_ISSUER") else "",
    "claim": read("CLEARWAY_OPENID_CLAIM"),
    "person": read("CLEARWAY_OPENID_PERSON"),
    "strong": read("CLEARWAY_OPENID_STRONG").split(),
}

LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_TEMPLATE = "theme/locked.html"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]

OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
#: What software may ask for; a machine client is given some of these, a partner's site the last ones.
CLEARWAY_SITE_SCOPES = ["openid", "profile", "roles"]
CLEARWAY_SCOPES = {
    **{name: sentence for name, sentence in PERMISSIONS.items() if name not in ("own-account", "party:manage")},
    "openid": "Know who signed in.",
    "profile": "Know the user name and the language.",
    "roles": "Know the parties and offices acted for, and in which role.",
}
OAUTH2_PROVIDER = {
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    "SCOPES": CLEARWAY_SCOPES,
    "SCOPES_BACKEND_CLASS": "clearway.registers.traders.queries.scopes.GrantedScopes",
    "PKCE_REQUIRED": True,
    "OIDC_ENABLED": True,
    "OIDC_RSA_PRIVATE_KEY": _kept_key(Path(read("CLEARWAY_VAR")) / "openid.key"),
    "OIDC_RESPONSE_TYPES_SUPPORTED": ["code"],
    "OAUTH2_VALIDATOR_CLASS": "clearway.gateways.openid.claims.PeopleClaims",
    "ROTATE_REFRESH_TOKEN": True,
    "AUTHORIZATION_CODE_EXPIRE_SECONDS": 60,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"] if IS_HTTPS else ["http", "https"],
}

#: Browsers let keys be used without https on the machine itself only, as in the demonstration.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if IS_HTTPS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
