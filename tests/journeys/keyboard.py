"""Somebody who has only a keyboard: Tab, Enter, Space, arrows and letters, in a window where every page is checked."""

from __future__ import annotations

from tests.journeys.visits import Visit

MOST_TABS = 80

FOCUSED = """
() => {
  const each = document.activeElement, looks = getComputedStyle(each), box = each.getBoundingClientRect();
  const label = each.labels && each.labels[0] ? each.labels[0] : each;
  return {
    words: label.innerText.trim().split("\\n")[0],
    is_marked: looks.outlineStyle !== "none" || looks.boxShadow !== "none",
    is_in_sight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    place: [...document.querySelectorAll("*")].indexOf(each),
  };
}
"""


class Keyboard:
    """Somebody who has only a keyboard: what they reach must be in sight, marked, and in the page's own order."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit

    def tab_to(self, words: str) -> None:
        """Press Tab until what says `words` has the focus. Raises AssertionError when it is never reached."""
        last = -1
        met: list[str] = []
        for _press in range(MOST_TABS):
            self.visit.page.keyboard.press("Tab")
            focused = self.visit.page.evaluate(FOCUSED)
            met.append(focused["words"])
            assert focused["is_marked"], f"the focus is not to be seen on {focused['words']!r}"
            assert focused["is_in_sight"], f"{focused['words']!r} has the focus and is out of sight"
            assert focused["place"] > last, f"the focus jumps back to {focused['words']!r}"
            last = focused["place"]
            if focused["words"] == words:
                return
        raise AssertionError(f"{words!r} is not reached: {met}")

    def press(self, key: str) -> None:
        """Press a key that stays on the page."""
        self.visit.page.keyboard.press(key)

    def go(self, key: str = "Enter") -> None:
        """Press a key that leads to another page."""
        with self.visit.page.expect_navigation():
            self.visit.page.keyboard.press(key)
        self.visit.check()

    def follow(self, words: str) -> None:
        """Tab to the link or button that says `words`, and press Enter on it."""
        self.tab_to(words)
        self.go()

    def type(self, text: str) -> None:
        """Type."""
        self.visit.page.keyboard.type(text)
