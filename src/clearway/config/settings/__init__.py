"""Settings of the whole house, split by concern; a missing one stops the start with a sentence."""

from clearway.config.environment import read
from clearway.config.settings.database import *  # noqa: F403 - Django reads settings as names of this module.
from clearway.config.settings.identity import *  # noqa: F403 - the same.
from clearway.config.settings.notices import *  # noqa: F403 - the same.
from clearway.config.settings.portal import *  # noqa: F403 - the same.

DEBUG = False
ALLOWED_HOSTS = [host for host in read("CLEARWAY_HOSTS").split(",") if host]
ROOT_URLCONF = "clearway.config.urls"
WSGI_APPLICATION = "clearway.config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "oauth2_provider",
    "clearway.platform.identity",
    "clearway.platform.events",
    "clearway.platform.notifications",
    "clearway.platform.numbering",
    "clearway.platform.transparency",
    "clearway.registers.lawbook",
    "clearway.registers.offices",
    "clearway.registers.rates",
    "clearway.registers.traders",
    "clearway.stations.declarations",
    "clearway.stations.drafts",
    "clearway.stations.duties",
    "clearway.stations.targeting",
    "clearway.stations.controls",
    "clearway.stations.payments",
    "clearway.stations.permits",
    "clearway.stations.cargo",
    "clearway.stations.release",
    "clearway.hub.agreements",
    "clearway.hub.wordings",
    "clearway.hub.consents",
    "clearway.hub.exchange",
    "clearway.hub.disclosures",
    "clearway.hub.distribution",
    "clearway.hub.misuse",
    "clearway.hub.savings",
    "clearway.hub.survey",
    "clearway.hub.refunds",
    "clearway.hub.wallet",
    "clearway.hub.citizen",
    "clearway.hub.boarding",
    "clearway.hub.holding",
    "clearway.hub.privacy",
    "clearway.hub.receiving",
    "clearway.hub.reviews",
    "clearway.hub.desk",
    "clearway.watch.rulebook",
    "clearway.watch.intake",
    "clearway.watch.findings",
    "clearway.watch.received",
    "clearway.watch.backtest",
    "clearway.watch.cases",
    "clearway.watch.authoring",
    "clearway.watch.desks",
    "clearway.clearance",
    "clearway.clearance.public",
    "clearway.clearance.notices",
    "clearway.clearance.trader",
    "clearway.clearance.administrator",
    "clearway.gateways.openid",
    "clearway.gateways.xroad",
    "clearway.clearance.agency",
    "clearway.clearance.operator",
    "clearway.clearance.officer",
    "clearway.clearance.statistics",
    "clearway.platform.theme",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "clearway.platform.identity.language.AccountLanguage",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

CLEARWAY_WRITERS = int(read("CLEARWAY_WRITERS"))

#: A declaration may be large; a body beyond this is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
CLEARWAY_PACK = read("CLEARWAY_PACK")
CLEARWAY_VAR = read("CLEARWAY_VAR")
CLEARWAY_ORIGIN = read("CLEARWAY_ORIGIN")
CLEARWAY_WITNESSES = read("CLEARWAY_WITNESSES")
CLEARWAY_STAMPS = read("CLEARWAY_STAMPS")
CLEARWAY_STAMPS_CERTIFICATE = read("CLEARWAY_STAMPS_CERTIFICATE")

#: A page that fails says so where the operator looks; by itself Django would only write to administrators by mail.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["terminal"], "level": "ERROR"}},
}
