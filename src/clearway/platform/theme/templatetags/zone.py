"""The zone of the times on a page."""

from django import template
from django.utils import timezone

from clearway.platform.calendar import ahead_of_utc, now

register = template.Library()


@register.simple_tag
def zone_ahead() -> str:
    """How far ahead of UTC the times of the page are: ``+7``; nothing where they are UTC."""
    return ahead_of_utc(timezone.localtime(now())).removeprefix("UTC")
