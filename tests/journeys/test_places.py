"""Finding a place by its postcode and on the map: with the keyboard alone, without scripts, on paper, zoomed."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import TELEPHONE, OpenWindow
from tests.journeys.visits import Visit
from tests.running import House

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

MAKE = """
import django
django.setup()
from django.utils import timezone
from commonweal.places.models import Area, AreaKind
from tests.factories import places as make
if not Area.objects.filter(kind=AreaKind.COUNTY).exists():
    county = make.area(AreaKind.COUNTY, name="Weldmere")
    series = make.series()
    districts = [make.area(name=name, parent=county) for name in ("Ambleford", "Brackwell and Combe", "Carrow")]
    for number, district in enumerate(districts):
        make.population(district, 120_000 + 40_000 * number, of=series)
        make.boundary(district, at_x=50_000 + number * 1_000)
        for name in ("Abbey", "Bridge"):
            ward = make.area(AreaKind.WARD, name=f"{district.name} {name}", parent=district)
            make.boundary(ward, at_x=50_000 + number * 1_000 + 500 * (name == "Bridge"), size=500)
    make.edition([make.postcode("ZZ1 1AA", district=districts[0])], at=timezone.now())
"""


@pytest.fixture(scope="module", autouse=True)
def _county(house: House) -> None:
    """A county of three districts in the house, made from beside it as an operator would."""
    house.run("-c", MAKE)


def test_postcode_is_found_and_leads_to_its_district(telephone: Visit) -> None:
    telephone.open("/places/")

    telephone.type("Postcode", "zz11aa")
    telephone.press("Find the place")

    assert telephone.heading == "ZZ1 1AA is in Ambleford"
    telephone.follow("Ambleford")
    assert telephone.heading == "Ambleford"


def test_postcode_that_is_wrong_is_mended(visit: Visit) -> None:
    visit.open("/places/postcode/")

    visit.type("Postcode", "ZZ1")
    visit.press("Find the place")
    assert visit.errors == ["Type all of the postcode, the part after the space too"]
    visit.type("Postcode", "ZZ1 1AA")
    visit.press("Find the place")

    assert visit.heading == "ZZ1 1AA is in Ambleford"


def test_map_is_walked_with_the_keyboard_alone(visit: Visit) -> None:
    visit.open("/places/")
    areas = visit.page.locator("svg a")
    visit.page.get_by_role("link", name="Go to the same as a table").focus()

    reached = []
    for _press in range(areas.count()):
        visit.page.keyboard.press("Tab")
        reached.append(visit.page.evaluate("document.activeElement.getAttribute('aria-label')"))
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")
    visit.check()

    assert [words.partition(":")[0] for words in reached] == ["Ambleford", "Brackwell and Combe", "Carrow"]
    assert visit.heading == "Carrow"


def test_focus_on_the_map_can_be_seen(visit: Visit) -> None:
    visit.open("/places/")

    visit.page.locator("svg a").first.focus()
    looks = visit.page.evaluate("getComputedStyle(document.activeElement.querySelector('path')).fill")

    assert looks == "rgb(255, 221, 0)"


def test_map_leads_to_its_table(visit: Visit) -> None:
    visit.open("/places/")

    visit.page.get_by_role("link", name="Go to the same as a table").click()
    visit.check()

    assert visit.page.evaluate("document.activeElement.tagName") == "TABLE"


def test_place_on_a_telephone_without_scripts(open_window: OpenWindow) -> None:
    visit = open_window(java_script_enabled=False, viewport=TELEPHONE)
    visit.open("/places/")

    visit.follow("Brackwell and Combe")

    assert visit.heading == "Brackwell and Combe"
    assert "Brackwell and Combe Abbey" in visit.words


def test_labels_are_numbers_on_a_telephone_and_names_beside_it(open_window: OpenWindow) -> None:
    seen = {}
    for width in (320, 1280):
        visit = open_window(viewport={"width": width, "height": 800})
        visit.open("/places/")
        texts = visit.page.locator("svg text")
        seen[width] = sorted(
            "".join(texts.nth(number).text_content() or "")
            for number in range(texts.count())
            if texts.nth(number).is_visible()
        )

    assert seen == {320: ["1", "2", "3"], 1280: ["Ambleford", "Brackwell and Combe", "Carrow"]}


def test_place_at_four_times_the_size_and_on_paper(open_window: OpenWindow) -> None:
    zoomed = open_window(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    zoomed.open("/places/")
    zoomed.page.emulate_media(media="print")

    shown = zoomed.page.evaluate("document.querySelector('.cw-map__drawing').checkVisibility()")

    assert shown is True
    assert "Brackwell and Combe" in zoomed.words
