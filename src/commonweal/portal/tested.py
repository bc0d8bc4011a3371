"""What the accessibility statement says was tested: kept here as data, and held to the truth by the journeys.

A journey fails when the checker it runs is not the one named here, so the statement cannot drift from the tests.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Test:
    """One kind of test: what it looks at, how, and when its method last changed."""

    what: Promise
    how: Promise
    changed_on: date


@dataclass(frozen=True)
class Tested:
    """The statement's facts."""

    written_on: date
    checker: str
    checker_version: str
    tests: tuple[Test, ...]


TESTED = Tested(
    written_on=date(2026, 11, 22),
    checker="axe-core",
    checker_version="4.12.1",
    tests=(
        Test(
            _("Every page and each main task, in a browser"),
            _("Chromium with the checker axe-core 4.12.1, at 320 and 1280 pixels"),
            date(2026, 11, 22),
        ),
        Test(_("Each main task, keyboard only"), _("A script that presses keys in Chromium"), date(2026, 11, 22)),
        Test(_("Each main task, without scripts"), _("Chromium with scripts switched off"), date(2026, 11, 22)),
        Test(
            _("Every page's headings, labels, links and descriptions"),
            _("Our own checks of the finished page"),
            date(2026, 11, 22),
        ),
        Test(
            _("Colours"),
            _("Contrast of each colour with its ground, worked out by the WCAG formula"),
            date(2026, 11, 22),
        ),
    ),
)
