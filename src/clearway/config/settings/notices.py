"""How people and their software are told things outside the portal."""

from clearway.config.environment import read

CLEARWAY_SMTP = read("CLEARWAY_SMTP")
CLEARWAY_MAIL_FROM = read("CLEARWAY_MAIL_FROM")
CLEARWAY_SMS = read("CLEARWAY_SMS")
CLEARWAY_SMS_FROM = read("CLEARWAY_SMS_FROM")
CLEARWAY_WEBHOOKS_TO_PRIVATE = read("CLEARWAY_WEBHOOKS_TO_PRIVATE") == "1"
CLEARWAY_PORTAL = read("CLEARWAY_PORTAL").rstrip("/")
