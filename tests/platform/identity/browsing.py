"""A browser for pages of other processes: follows forms, keeps cookies, runs nothing."""

import html
import re
from urllib.parse import urljoin

import httpx


class Browser(httpx.Client):
    """One person's browser."""

    def __init__(self) -> None:
        """Start without a cookie."""
        super().__init__(timeout=30, follow_redirects=True)

    def open(self, address: str) -> httpx.Response:
        """A page, after every redirect."""
        return self.get(address)

    def fill(self, page: httpx.Response, action: str | None = None, **fields: str) -> httpx.Response:
        """The form of a page, with its hidden fields; the one with the action where several are there."""
        forms = re.findall(r"<form([^>]*)>(.*?)</form>", page.text, re.DOTALL)
        kept = [one for one in forms if 'method="post"' in one[0]]
        if action is not None:
            kept = [one for one in kept if f'action="{action}"' in one[0]]
        else:
            kept = [one for one in kept if not re.search(r'action="/(language|sign-out)"', one[0])]
        attributes, content = kept[0]
        hidden = {}
        for field in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", content):
            name, value = re.search(r'name="([^"]*)"', field), re.search(r'value="([^"]*)"', field)
            if name:
                hidden[name[1]] = html.unescape(value[1]) if value else ""
        where = re.search(r'action="([^"]*)"', attributes)
        target = urljoin(str(page.url), html.unescape(where[1]) if where and where[1] else str(page.url))
        return self.post(target, data={**hidden, **fields}, headers={"Referer": str(page.url)})

    def sign_in(self, house: str, name: str, password: str) -> httpx.Response:
        """The page one comes to."""
        return self.fill(self.open(f"{house}/sign-in"), username=name, password=password, next="/account")
