"""A page in a table of pages: its address, who it is for, and what it needs."""

from collections.abc import Callable
from functools import wraps
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


def known_by(view: Callable[..., Any], page: Page) -> Callable[..., Any]:
    """The view with its row beside it, so that whoever finds an address finds what the table says about it."""

    @wraps(view)
    def kept(*given: Any, **named: Any) -> Any:
        return view(*given, **named)

    kept.page = page  # type: ignore[attr-defined] # a function takes attributes; its type does not say so.
    return kept
