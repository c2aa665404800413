"""The entries of a menu: where one is, is marked for everybody who cannot see it."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_HERE = mark_safe(' aria-current="page"')


@register.simple_tag(takes_context=True)
def menu_entry(context: dict[str, Any], page: str, title: str, *below: str) -> SafeString:
    """A page of the menu by its name; it is also where one is on the pages below it."""
    match = context["request"].resolver_match
    is_here = match is not None and match.url_name in {page, *below}
    return format_html('<li><a href="{}"{}>{}</a></li>', reverse(page), _HERE if is_here else "", title)
