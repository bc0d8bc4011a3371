"""The retention schedule: what ships can be read, and a faulty file is refused with its line and what to write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client, override_settings
from django.urls import reverse

from commonweal.privacy import schedule
from commonweal.privacy.clocks import Period, read_period
from commonweal.privacy.schedule import SHIPPED, Action, ScheduleError

GOOD = """\
["core.trail"]
trigger = "it was done"
period = "7 years"
action = "review"
law = "Limitation Act 1980"
controller = "The council"
purpose = "To show who did what"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text)
    return path


def test_own_schedule_is_read(tmp_path: Path) -> None:
    rules = schedule.read(written(tmp_path, GOOD))

    assert list(rules) == ["core.trail"]
    assert (rules["core.trail"].period, rules["core.trail"].action) == (Period(7, "year"), Action.REVIEW)


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ('period = "7 years"', 'period = "7 weeks"', r"line 3, \[core.trail\] period: write a whole number and days"),
        ('period = "7 years"', "period = 7", r"line 3, \[core.trail\] period: write it in words"),
        ('action = "review"', 'action = "burn"', r"line 4, \[core.trail\] action: write empty, delete, review"),
        ('law = "Limitation Act 1980"\n', "", r"line 1, \[core.trail\] law: write it in words"),
        ("purpose", "porpoise", r"line 7, \[core.trail\] porpoise: there is no such key"),
        ("purpose", "confirm = false\npurpose", r"line 1, \[core.trail\] unattended_because: say why nobody needs"),
        ('"7 years"', '"7 years', "this is not TOML: .*line 3"),
        (GOOD, "", "it has no entries"),
    ],
)
def test_faulty_schedule_is_refused(good: str, bad: str, words: str, tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.replace(good, bad))

    with pytest.raises(ScheduleError, match=f"own.toml.*{words}"):
        schedule.read(path)


@pytest.mark.parametrize(
    ("period", "day", "before"),
    [
        ("400 days", date(2026, 6, 17), date(2025, 5, 13)),
        ("1 month", date(2026, 3, 31), date(2026, 2, 28)),
        ("3 years", date(2028, 2, 29), date(2025, 2, 28)),
        ("0 days", date(2026, 6, 17), date(2026, 6, 17)),
    ],
)
def test_period_reaches_back(period: str, day: date, before: date) -> None:
    assert read_period(period).before(day) == before


def words(client: Client, name: str, **where: str) -> str:
    page = client.get(reverse(f"privacy:{name}", kwargs=where))
    return " ".join(BeautifulSoup(page.content.decode(), "html.parser").get_text().split())


@pytest.mark.django_db
def test_public_page_shows_the_schedule_in_force(client: Client, tmp_path: Path) -> None:
    ours = words(client, "schedule_show")

    with override_settings(RETENTION_SCHEDULE=str(written(tmp_path, GOOD))):
        own = words(client, "schedule_show")

    assert "Requests about one's own data 3 years from the day the request was closed" in ours
    assert "7 years from the day it was done" in own
    assert "Requests about one's own data" not in own


@pytest.mark.django_db
def test_page_of_one_class_says_the_rest(client: Client) -> None:
    shown = words(client, "schedule_class", what="privacy.copies")
    unknown = client.get(reverse("privacy:schedule_class", kwargs={"what": "privacy.nothing"}))

    assert "30 days from the day the copy could last be fetched. Then it is deleted." in shown
    assert "Nobody needs to confirm it: it is a copy" in shown
    assert unknown.status_code == 404


@pytest.mark.django_db
def test_privacy_page_says_the_periods_of_the_schedule(client: Client, tmp_path: Path) -> None:
    ours = client.get(reverse("portal:privacy")).content.decode()

    shorter = SHIPPED.read_text().replace('period = "400 days"', 'period = "200 days"')
    with override_settings(RETENTION_SCHEDULE=str(written(tmp_path, shorter))):
        own = client.get(reverse("portal:privacy")).content.decode()

    assert "did not send: 7 days. What you sent: until 400 days after" in ours
    assert "did not send: 7 days. What you sent: until 200 days after" in own
