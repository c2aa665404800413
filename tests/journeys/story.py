"""The people of the story, each at a browser of their own, with nothing but what the house shows them."""

import json
import re
import time
import urllib.request
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, BrowserContext, Page

from clearway.platform.calendar import now
from clearway.platform.identity import codes
from tests.journeys.keyboard import Keyboard
from tests.proofs.house import House

#: A picture of one point; that it is a picture is seen by its first bytes.
PHOTOGRAPH = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cfc0f01f00050001ff56c7"
    "2f0d0000000049454e44ae426082"
)
PATIENCE_SECONDS = 60
CURRENCY = "DML"
T = TypeVar("T")
_NUMBER = re.compile(r"\b\d{2}DL[0-9A-Z]{14}\b")


class Country:
    """A house that stands, a browser, and everybody's passwords as its operator was told them."""

    def __init__(self, house: House, browser: Browser) -> None:
        """Open windows on a house."""
        self._house = house
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.address = f"http://127.0.0.1:{house.port}"

    def window(self, *, scripts: bool = True) -> Page:
        """A browser of somebody's own, on a desk."""
        context = self._browser.new_context(
            base_url=self.address,
            viewport={"width": 1280, "height": 844},
            locale="en-US",
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        self._contexts.append(context)
        return context.new_page()

    def password(self, name: str) -> str:
        """What somebody signs in with."""
        if name in ("trader", "broker"):
            return self._house.logins()[f"{name}_password"]
        return str(self._people()[name]["password"])

    def code(self, name: str) -> str:
        """What somebody's app shows now, as ``clearway code`` says it."""
        return codes.shown_now(self._people()[name]["secret"], at=now())

    def bank_address(self) -> str:
        """Where the bank's own desk is, as the house's operator was told."""
        return eventually(lambda: re.search(r"Bank +(http://\S+)", self._house.log.read_text()), "a bank")[1]

    def close(self) -> None:
        """Everybody goes home."""
        for context in self._contexts:
            context.close()

    def _people(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = json.loads(
            (self._house.folder / "var" / "demonstration-people.json").read_bytes()
        )
        return found


def eventually(ask: Callable[[], T | None], what: str) -> T:
    """Ask until there is an answer; other people and the worker take their time."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if answer := ask():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"{what} does not come")


def said(page: Page) -> str:
    """What a page says, without its frame."""
    return page.inner_text("main")


class Person:
    """Somebody with a user name, at a window of their own."""

    scripts = True

    def __init__(self, country: Country, name: str) -> None:
        """Sit down at a browser; nobody is signed in yet."""
        self.country, self.name = country, name
        self.page = country.window(scripts=self.scripts)

    def opens(self, address: str) -> str:
        """Go to an address of the portal, and read it."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{self.name} at {address}: {answer.status}"
        return said(self.page)

    def presses(self, selector: str) -> None:
        """Press something, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.click(selector)

    def signs_in(self) -> None:
        """With a password, and with the code of an app where one is asked for."""
        self.page.goto("/sign-in")
        self.page.fill("#username", self.name)
        self.page.fill("#password", self.country.password(self.name))
        self.presses("main form button")
        if self.page.query_selector("#code, #id_code"):
            self.page.fill("#code, #id_code", self.country.code(self.name))
            self.presses("main form button")


class Importer(Person):
    """The owner of a trading company."""

    def ends_the_mandate_of(self, agent: str) -> None:
        """On the page of mandates, at once."""
        self.opens("/party/mandates")
        row = self.page.locator("main tbody tr", has_text=agent).filter(has_text="In force")
        with self.page.expect_navigation():
            row.get_by_role("button").click()

    def gives_a_mandate_to(self, agent: str) -> str:
        """On the page of mandates; says what the page answers."""
        self.opens("/party/mandates")
        self.page.fill("#agent", agent)
        self.presses("form[action$='give'] button")
        return self.page.inner_text("[role=status]")


class Broker(Person):
    """A customs broker who uses the keyboard alone."""

    def __init__(self, country: Country, name: str) -> None:
        """Sit down at a browser."""
        super().__init__(country, name)
        self.keys = Keyboard(self.page)

    def signs_in(self) -> None:
        """By keyboard."""
        self.page.goto("/sign-in")
        self.keys.answers({"User name": self.name, "Password": self.country.password(self.name)})
        self.keys.presses("Sign in")

    def begins_an_import(self) -> None:
        """From the start page."""
        self.page.goto("/")
        self.keys.presses("Declare goods")
        self.keys.answers({"Which way do the goods go?": "Goods come into the country"})
        self.keys.presses("Begin")

    def answers(self, question: str, answers: dict[str, str], seldom: dict[str, str] | None = None) -> None:
        """Answer the page that is shown, what is seldom needed too, and go on."""
        assert self.page.inner_text("h1") == question
        self.keys.answers(answers)
        if seldom:
            self.keys.unfolds("More, seldom needed")
            self.keys.answers(seldom)
        self.keys.presses("Continue")

    def adds_goods(self, answers: dict[str, str], search: str, commodity: str) -> None:
        """One line of goods; its commodity code is looked up by words."""
        assert self.page.inner_text("h1") == "Which goods are they?"
        self.keys.answers(answers)
        self.keys.presses("Look the code up")
        self.keys.answers({"What are the goods? Words or digits": search})
        self.keys.presses("Search")
        self.keys.presses(commodity)
        self.keys.presses("Save these goods")
        self.keys.presses("Continue")

    def lodges(self) -> str:
        """From the page on which everything is checked; says the number that the declaration was given."""
        assert self.page.inner_text("h1") == "Check and send"
        assert "What must be corrected" not in said(self.page)
        self.keys.presses("Lodge the declaration")
        return _number_in(self.page.inner_text("[role=status]"))

    def answers_the_officer(self, mrn: str, words: str) -> None:
        """The question is found on the start page and answered inside the file."""
        self.page.goto("/")
        assert "Answer an officer's question" in said(self.page)
        self.keys.presses(mrn)
        self.keys.answers({"Your answer": words})
        self.keys.presses("Send the answer")
        assert self.page.inner_text("[role=status]") == "Your answer was sent to the office."

    def appeals(self, mrn: str, words: str) -> None:
        """From the file that was refused."""
        self.page.goto(f"/declarations/{mrn}")
        self.keys.presses("Read the office's decision")
        self.keys.answers({"Why the decision is wrong": words})
        self.keys.presses("Lodge the appeal")

    def file(self, mrn: str) -> str:
        """What the file's first page says."""
        return self.opens(f"/declarations/{mrn}")

    def money(self, mrn: str) -> dict[str, Decimal]:
        """What the page of amounts says about the payment: every sum under its name."""
        self.opens(f"/declarations/{mrn}/amounts")
        rows = self.page.locator("#pay dl.said > div")
        told = [(row.locator("dt").inner_text(), row.locator("dd").inner_text()) for row in rows.all()]
        return {name: _sum(words) for name, words in told if words.endswith(CURRENCY)}

    def movements(self, mrn: str) -> list[tuple[str, Decimal]]:
        """What moved the debt, as the page of amounts lists it: what it was, and how much."""
        self.opens(f"/declarations/{mrn}/amounts")
        told = []
        for line in self.page.locator("#pay tbody tr").all():
            what, amount = line.locator("td").all_inner_texts()
            told.append((what.strip(), _sum(amount)))
        return told

    def address_to_follow(self, mrn: str) -> str:
        """What the broker may give to whoever waits for the goods."""
        self.file(mrn)
        return str(self.page.locator(".follow a").get_attribute("href"))

    def downloads_the_receipt(self, mrn: str, folder: Path) -> dict[str, Path]:
        """As a paper and as a file, by the links on the file's page."""
        kept = {}
        for form, link in (("pdf", "to be printed (PDF)"), ("json", "for software (JSON)")):
            self.file(mrn)
            self.keys.reach(link)
            with self.page.expect_download() as download:
                self.page.keyboard.press("Enter")
            kept[form] = folder / download.value.suggested_filename
            download.value.save_as(kept[form])
        return kept


class Officer(Person):
    """An officer whose browser runs no scripts."""

    scripts = False

    def has_in_hand(self, mrn: str) -> str:
        """What the worklist says that this officer has to do about a file; nothing where it is another's."""
        self.opens("/office")
        row = self.page.locator("main tbody tr", has_text=mrn)
        return row.inner_text() if row.count() else ""

    def reads(self, mrn: str) -> str:
        """The file, opened from the worklist where it lies there."""
        self.opens("/office")
        link = self.page.locator(f"main tbody a[href='/office/files/{mrn}']")
        if not link.count():
            return self.opens(f"/office/files/{mrn}")
        with self.page.expect_navigation():
            link.click()
        return said(self.page)

    def may(self, mrn: str) -> list[str]:
        """What the file offers this officer to do."""
        self.reads(mrn)
        return self.page.locator(".offers a").all_inner_texts()

    def does(self, mrn: str, act: str, answers: dict[str, str], button: str) -> str:
        """An act that the file offers, with its form; says what the file says afterwards."""
        self.reads(mrn)
        with self.page.expect_navigation():
            self.page.locator(".offers").get_by_role("link", name=act, exact=True).click()
        for label, words in answers.items():
            self._fill(label, words)
        with self.page.expect_navigation():
            self.page.locator("main form").get_by_role("button", name=button).click()
        assert self.page.url.endswith(f"/office/files/{mrn}"), said(self.page)
        return said(self.page)

    def _fill(self, label: str, words: str) -> None:
        radio = self.page.locator("fieldset", has_text=label).locator("label", has_text=re.compile(f"^{words}"))
        if radio.count():
            radio.click()
            return
        field = self.page.get_by_label(label)
        if label == "Photographs":
            field.set_input_files({"name": words, "mimeType": "image/png", "buffer": PHOTOGRAPH})
        elif label == "Ground of law":
            field.select_option(words)
        else:
            field.fill(words)


class Terminal(Person):
    """The people of the container terminal."""

    def announces(self, document: str, cargo: str, *, packages: int) -> None:
        """Cargo is on its way under a transport document."""
        self.opens("/cargo/announce")
        for name, words in {"number": cargo, "document": document, "packages": str(packages)}.items():
            self.page.fill(f"#id_{name}", words)
        self.presses("main form button")
        assert "The cargo is announced." in self.page.inner_text("[role=status]")

    def counts(self, cargo: str, packages: int) -> None:
        """Cargo is here, and was counted; counted again, the new number counts."""
        self.opens(f"/cargo/records/{cargo}")
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=re.compile("Report the arrival|Correct the count")).click()
        self.page.fill("#id_packages", str(packages))
        self.presses("main form button")
        assert "The arrival is reported." in self.page.inner_text("[role=status]")

    def may_let_go(self) -> str:
        """What may leave the premises now."""
        return self.opens("/cargo")


class Bank:
    """A bank with its own desk: its customers come there, and it tells customs what was paid, signed."""

    def __init__(self, country: Country) -> None:
        """Go to the bank's desk."""
        self._desk = country.bank_address()
        self._returns = sum(one["path"].endswith("/returns") for one in self._ask("/messages"))

    def is_told_to_pay(self, mrn: str, *ways: str) -> list[dict[str, Any]]:
        """A customer's order; says what customs answered to each message, once all are acknowledged."""
        numbers = self._ask("/payments", {"reference": mrn, "ways": list(ways)})["numbers"]

        def answered() -> list[dict[str, Any]] | None:
            told = [one for one in self._ask("/messages") if one["number"] in numbers]
            return told if all(one["state"] == "acknowledged" for one in told) else None

        return [json.loads(one["answer"]) for one in eventually(answered, "the answer to a payment")]

    def has_sent_back(self, *, times: int) -> None:
        """Wait until money has gone back to a payer so often, and customs know it."""

        def confirmed() -> bool:
            back = [one for one in self._ask("/messages") if one["path"].endswith("/returns")]
            return len(back) >= self._returns + times and all(one["state"] == "acknowledged" for one in back)

        eventually(confirmed, "the return of what was paid")

    def _ask(self, path: str, wish: dict[str, Any] | None = None) -> Any:
        content = None if wish is None else json.dumps(wish).encode()
        with urllib.request.urlopen(f"{self._desk}{path}", content, PATIENCE_SECONDS) as answer:
            return json.load(answer)


class Gate(Person):
    """The guard at the gate: anybody, with the portal's public pages."""

    def fetches_the_keys(self, folder: Path) -> Path:
        """From the public page of receipts, once a day."""
        self.opens("/receipt")
        href = self.page.get_by_role("link", name="clearway-receipt-keys.json").get_attribute("href")
        kept = folder / "keys.json"
        with urllib.request.urlopen(f"{self.country.address}{href}") as answer:
            kept.write_bytes(answer.read())
        return kept

    def uploads(self, receipt: Path) -> str:
        """A receipt to the public page; says what it is worth."""
        self.opens("/receipt")
        self.page.set_input_files("#file", receipt)
        self.presses("form[enctype] button")
        return self.page.inner_text("[role=alert]")

    def asks_by_number(self, receipt: str) -> str:
        """For a receipt by its printed number."""
        self.opens("/receipt")
        self.page.fill("#number", receipt)
        self.presses("form[method=get] button")
        return self.page.inner_text("[role=alert]")


def _sum(words: str) -> Decimal:
    """A sum of money as a page shows it."""
    return Decimal("".join(words.removesuffix(CURRENCY).split()))


def _number_in(words: str) -> str:
    found = _NUMBER.search(words)
    assert found is not None, words
    return found[0]
