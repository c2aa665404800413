"""Somebody who works with a keyboard alone: everything is reached by Tab and found by the words that name it."""

from playwright.sync_api import Page

#: More stops than any page has.
MOST_STOPS = 120

_WHERE = """() => {
  const one = document.activeElement;
  const label = one.labels && one.labels.length ? one.labels[0].innerText : one.getAttribute("aria-label");
  const said = label || one.innerText;
  const of = one.type === "radio" ? one.closest("fieldset").querySelector("legend").innerText : "";
  const shown = one.tagName === "SELECT" && one.selectedIndex >= 0 ? one.options[one.selectedIndex].text : "";
  return {said: (said || "").trim(), of: of.trim(), kind: one.type || one.tagName, shown, value: one.value || ""};
}"""


class Keyboard:
    """The keys of somebody in front of a page."""

    def __init__(self, page: Page) -> None:
        """Work on a page from wherever it has the focus."""
        self.page = page

    def answers(self, answers: dict[str, str]) -> None:
        """Fill in what a page asks, each field named by its label, in the order in which Tab comes to them."""
        for label, words in answers.items():
            self.reach(label)
            self._fill(words)

    def reach(self, words: str) -> None:
        """Press Tab until something of that name has the focus."""
        self.page.wait_for_load_state()
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            where = self.page.evaluate(_WHERE)
            if (where["of"] or where["said"]).startswith(words):
                return
        raise AssertionError(f"{words!r} is not reached by Tab on {self.page.url}: {self.page.inner_text('main')}")

    def unfolds(self, words: str) -> None:
        """Open what is folded away under some words."""
        self.reach(words)
        self.page.keyboard.press("Enter")

    def presses(self, words: str) -> None:
        """Reach a button or a link, and press it; the page it leads to is there afterwards."""
        self.reach(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _fill(self, words: str) -> None:
        where = self.page.evaluate(_WHERE)
        if where["kind"] == "radio":
            self._choose(words, where["said"])
        elif where["kind"] == "date":
            # The browser asks for the month first, where it speaks American English.
            year, month, day = words.split("-")
            self.page.keyboard.type(f"{month}{day}{year}")
            assert self.page.evaluate(_WHERE)["value"] == words, where
        elif where["kind"].startswith("select"):
            self.page.keyboard.type(words)
            assert self.page.evaluate(_WHERE)["shown"].startswith(words), (words, self.page.evaluate(_WHERE))
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(words)

    def _choose(self, words: str, first: str) -> None:
        said = first
        for _ in range(MOST_STOPS):
            if said.startswith(words):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
            said = self.page.evaluate(_WHERE)["said"]
        raise AssertionError(f"nobody may choose {words!r} on {self.page.url}")
