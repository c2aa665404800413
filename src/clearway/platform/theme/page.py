"""A page in a table of pages: its address, who it is for, and what it needs."""

from collections.abc import Callable
from typing import Any, NamedTuple

from clearway.platform.identity.permissions import Audience, Permission


class Page(NamedTuple):
    """A page of the portal; ``permission`` is ``None`` where it is for everybody, and the audience says so."""

    path: str
    name: str
    view: Callable[..., Any]
    audience: Audience
    permission: Permission | None
    methods: tuple[str, ...] = ("GET",)
