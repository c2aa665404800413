"""People at the portal's pages: they sign in, and fill in forms as a browser without scripts sends them.

Who fills in what is data of the country's pack. Only people who need no second factor are played.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import httpx
import msgspec
from lxml import html

_SECONDS = 30.0
Answers = dict[str, str | list[str]]


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One form that somebody fills in; ``to`` names it by its address where the page has several."""

    who: str
    when: Literal["before", "after"]
    at: str = ""
    to: str = ""
    unless: str = ""
    answers: Answers = {}
    press: Answers = {}


class Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that is filled in around a morning."""

    form: tuple[Form, ...] = ()


class NotTaken(RuntimeError):
    """The portal did not take a form, or has none where one was looked for."""


class Window:
    """The browser of one person."""

    def __init__(self, address: str, name: str, password: str) -> None:
        """Sign in at a house."""
        self._http = httpx.Client(base_url=address, timeout=_SECONDS, trust_env=False, follow_redirects=True)
        self._page = self._http.get("/sign-in", headers={"Accept-Language": "en"})
        self._send({"username": name, "password": password}, to="", press={})

    def fill(self, form: Form, run: str) -> str:
        """Fill in one form; says which, or nothing where it was left alone."""
        if form.at:
            self._page = self._http.get(self._page.url.join(form.at))
        if form.unless and form.unless in self._page.text:
            return ""
        title = self._title()
        self._send(form.answers, to=form.to, press=form.press, run=run)
        return f"in the portal: {title}"

    def open(self, at: str) -> None:
        """Go to a page."""
        self._page = self._http.get(self._page.url.join(at))
        if self._page.is_error:
            raise NotTaken(f"{self._page.status_code} at {self._page.url}")

    @property
    def shown(self) -> str:
        """The page as it stands."""
        return self._page.text

    def _send(self, answers: Answers, *, to: str, press: Answers, run: str = "") -> None:
        sheet = html.fromstring(self._page.text, base_url=str(self._page.url))
        fit = [one for one in sheet.xpath("//main//form") if _fits(one, {**answers, **press}, to)]
        if not fit:
            raise NotTaken(f"{self._page.url} has no form for {', '.join(answers) or 'this'}")
        told = _told(fit[0], answers, press, run)
        url = str(self._page.url.join(fit[0].get("action") or ""))
        self._page = self._http.post(url, data=told, headers={"Referer": url})
        if self._page.is_error:
            raise NotTaken(f"{self._page.status_code} at {url}")

    def _title(self) -> str:
        found = html.fromstring(self._page.text).findtext(".//h1")
        return " ".join((found or "").split())


def forms(folder: Path) -> tuple[Form, ...]:
    """What people fill in around a morning."""
    path = folder / "windows.toml"
    return msgspec.toml.decode(path.read_bytes(), type=Forms).form if path.exists() else ()


def passwords(var: Path) -> dict[str, str]:
    """The passwords of the demonstration's people, as the house keeps them for newcomers."""
    kept = {}
    for name, people in (("demonstration.json", ("trader", "broker")), ("demonstration-people.json", ())):
        path = var / name
        found = msgspec.json.decode(path.read_bytes()) if path.exists() else {}
        kept |= {one: found[f"{one}_password"] for one in people if f"{one}_password" in found}
        kept |= {
            one: told["password"] for one, told in found.items() if isinstance(told, dict) and not told["secret"]
        }
    return kept


def open_windows(address: str, many: tuple[Form, ...], password_of: Mapping[str, str]) -> dict[str, Window]:
    """A window for everybody who fills in something and whose password is known."""
    names = sorted({one.who for one in many} & password_of.keys())
    return {name: Window(address, name, password_of[name]) for name in names}


def _fits(form: html.FormElement, answers: Answers, to: str) -> bool:
    names = {one.get("name") for one in form.xpath(".//*[@name]")}
    is_meant = not to or (form.get("action") or "").endswith(to)
    return is_meant and form.method == "POST" and set(answers) <= names


def _told(form: html.FormElement, answers: Answers, press: Answers, run: str) -> dict[str, str | list[str]]:
    """What a browser would send: what the form holds, what was typed, and the button."""
    held: dict[str, str | list[str]] = {}
    for name, value in form.form_values():
        known = held.get(name, [])
        held[name] = [*([known] if isinstance(known, str) else known), value]
    typed = {
        name: value.replace("{run}", run) if isinstance(value, str) else value for name, value in answers.items()
    }
    return held | typed | press
