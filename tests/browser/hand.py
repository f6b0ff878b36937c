"""A hand that uses the page as somebody would, and counts its clicks."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

PATIENCE = 20_000
"""Milliseconds until something asked for must be there: machines that test are busy."""


@dataclass
class Hand:
    """Clicks and keys on one page.

    Parameters
    ----------
    clicks
        How often a button was pressed so far, Enter in a field counted too.
    """

    page: Page
    clicks: int = 0

    def open(self, route: str) -> None:
        """Go to a view as by a link that somebody sent: no click."""
        self.page.goto(f"/#{route}")

    def click(self, what: Locator) -> None:
        """Click once."""
        what.first.click()
        self.clicks += 1

    def link(self, name: str, within: Locator | Page | None = None) -> None:
        """Click the link of this name."""
        self.click((within or self.page).get_by_role("link", name=name))

    def button(self, name: str, within: Locator | Page | None = None) -> None:
        """Click the button of this name."""
        self.click((within or self.page).get_by_role("button", name=name))

    def enter(self, field: Locator, text: str) -> None:
        """Type into a field and press Enter."""
        field.fill(text)
        field.press("Enter")
        self.clicks += 1

    def write(self, editor: Locator, text: str) -> None:
        """Write a text into an editor in place of what stands there, and run it."""
        editor.press("Control+a")
        editor.press("Delete")
        self.page.keyboard.insert_text(text)
        editor.press("Control+Enter")
        self.clicks += 1

    def sees(self, what: Locator) -> Locator:
        """Wait until something is there, and return it."""
        expect(what.first).to_be_visible(timeout=PATIENCE)
        return what.first

    def reads(self, text: str) -> Locator:
        """Wait until a text is there."""
        return self.sees(self.page.get_by_text(text))

    def title(self, text: str) -> None:
        """Wait until the view of this heading is there."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text, timeout=PATIENCE)

    def panel(self, name: str) -> Locator:
        """Return the part of the view below a heading, once what it asked for is there."""
        heading = self.page.get_by_role("heading", name=name, exact=True)
        part = self.page.locator("section.panel").filter(has=heading)
        self.sees(part)
        expect(part.locator(".waiting, [aria-busy=true]")).to_have_count(0, timeout=PATIENCE)
        return part
