"""An operator loads a newer version of a pack, and a wrong one; everybody can read what the new version changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from commonweal.core.days import london_day
from tests.factories.strategy import small_pack
from tests.journeys.commitments.conftest import Enter
from tests.journeys.commitments.council import SLUG, dates
from tests.running import House, HouseError

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

FILE = "commitments/01-all.toml"


def a_pack(folder: Path, version: str, words: str, *, owner: str = "group") -> Path:
    """A folder with the small pack in another version, which says `words` of young people."""
    return small_pack(
        folder,
        {
            "names.toml": dates(london_day(timezone.now())),
            "pack.toml": {'version = "1"': f'version = "{version}"'},
            FILE: {"{council.short} wants young people to join in.": words, 'owner = "group"': f'owner = "{owner}"'},
        },
    )


def test_newer_version_is_loaded_and_a_wrong_one_is_not(enter: Enter, house: House, tmp_path: Path) -> None:
    anybody = enter("visitor")
    width = (anybody.page.viewport_size or {})["width"]
    words = f"{{council.short}} wants {width} young people to join in."
    newer = a_pack(tmp_path / "newer", str(width), words)
    wrong = a_pack(tmp_path / "wrong", f"{width}.1", words, owner="nobody")
    line = (wrong / FILE).read_text().split('owner = "nobody"')[0].count("\n") + 1
    anybody.open(f"/strategy/{SLUG}/versions/")
    earlier = anybody.page.locator(".cw-results__result").count()

    loaded = house.manage("load_pack", str(newer))
    again = house.manage("load_pack", str(newer))
    checked = house.manage("load_pack", "--check", str(newer))
    with pytest.raises(HouseError) as refusal:
        house.manage("load_pack", str(wrong))
    anybody.open(f"/strategy/{SLUG}/versions/")
    versions = anybody.page.locator(".cw-results__result").count()
    anybody.go(anybody.page.locator(".cw-results__result").first.get_by_role("link"))

    assert loaded == f"{SLUG}, version {width}: 0 entries added, 2 changed, 0 removed.\n"
    assert again == f"{SLUG}, version {width}: loaded already; nothing was changed.\n"
    assert checked == f"{SLUG}, version {width}: nothing is wrong with it.\n"
    assert "This pack has 1 problem; nothing was loaded." in str(refusal.value)
    assert f"{FILE}, line {line}: " in str(refusal.value)
    assert versions == earlier + 1
    assert f"the council wants {width} young people to join in." in anybody.words
    assert anybody.page.get_by_role("link", name="C-030 Young people join in").count() == 1
