"""A pack that is wrong is refused whole: with the file, the line, and words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.factories.strategy import small_pack
from tests.strategy.telling import at_line, problems_of

COMMITMENTS = "commitments/01-all.toml"

Changes = Mapping[str, Mapping[str, str]]

VERSION = """[[rules.notice.versions]]
from_on = 2015-03-26
value = 3
unit = "months"
citation = "Best value guidance 2015"
confidence = "confirmed"
"""

# What is changed, the file and the words at which it is told, and how.
WRONG: Mapping[str, tuple[Changes, str, str, str]] = {
    "the same id twice in a file": (
        {COMMITMENTS: {"[S-002]": "[S-001]"}},
        COMMITMENTS,
        "[S-001]|2",
        "this stands here a second time. Give each its own name (Cannot declare ('S-001',) twice)",
    ),
    "the same key twice in an entry": (
        {"facts.toml": {'stated = "2021"': 'stated = "2021"\nstated = "2022"'}},
        "facts.toml",
        'stated = "2022"',
        "this key stands here a second time. Keep one of them (Cannot overwrite a value)",
    ),
    "an unknown owner": (
        {COMMITMENTS: {'owner = "group"': 'owner = "nobody"'}},
        COMMITMENTS,
        'owner = "nobody"',
        "owner: there is no “nobody” in bodies. Correct it, or add it there",
    ),
    "an owner that is a number": (
        {COMMITMENTS: {'owner = "group"': "owner = 7"}},
        COMMITMENTS,
        "owner = 7",
        "owner: there is no “7” in bodies. Correct it, or add it there",
    ),
    "an unknown aim": (
        {COMMITMENTS: {'shown_by = "A report."': 'shown_by = "A report."\nuses = ["use-9"]'}},
        COMMITMENTS,
        'uses = ["use-9"]',
        "uses: there is no “use-9” in uses. Correct it, or add it there",
    ),
    "an unknown gap": (
        {"facts.toml": {'gaps = ["G-01"]': 'gaps = ["G-99"]'}},
        "facts.toml",
        'gaps = ["G-99"]',
        "gaps: there is no “G-99” in contradictions. Correct it, or add it there",
    ),
    "an unknown section": (
        {"facts.toml": {'section = "formats"': 'section = "nowhere"'}},
        "facts.toml",
        'section = "nowhere"',
        "section: there is no “nowhere” in sections. Correct it, or add it there",
    ),
    "an unknown day": (
        {COMMITMENTS: {'due_on = "past"': 'due_on = "some_day"'}},
        COMMITMENTS,
        'due_on = "some_day"',
        "due_on: there is no “some_day” in dates. Correct it, or add it there",
    ),
    "a day that does not exist": (
        {"names.toml": {"past = 2026-03-31": "past = 2026-02-30"}},
        "names.toml",
        "past = 2026-02-30",
        "there is no such day. Write days as 2026-05-31 (Invalid date or datetime)",
    ),
    "a day with a time": (
        {"names.toml": {"past = 2026-03-31": "past = 2026-03-31T10:00:00"}},
        "names.toml",
        "past = 2026-03-31T",
        "write a day, as 2026-05-31, without quotation marks",
    ),
    "a day in quotation marks": (
        {"names.toml": {"past = 2026-03-31": 'past = "2026-03-31"'}},
        "names.toml",
        'past = "',
        "write a day, as 2026-05-31, without quotation marks",
    ),
    "a number where words should be": (
        {COMMITMENTS: {'title = "Respect"': "title = 12"}},
        COMMITMENTS,
        "title = 12",
        "title: write some words here",
    ),
    "words where a number should be": (
        {"pack.toml": {"concern_reply_days = 28": 'concern_reply_days = "28"'}},
        "pack.toml",
        "concern_reply_days",
        "concern_reply_days: write a whole number from 1 to 365",
    ),
    "empty words": (
        {COMMITMENTS: {'title = "Respect"': 'title = " "'}},
        COMMITMENTS,
        'title = " "',
        "title: write some words here",
    ),
    "a figure that is no number": (
        {"facts.toml": {"value = 2845": "value = nan"}},
        "facts.toml",
        "value = nan",
        "value: write a number",
    ),
    "a number too long to be read": (
        {"facts.toml": {"value = 2845": f"value = {'9' * 5000}"}},
        "facts.toml",
        "value = 999",
        "no number is that long. Correct it",
    ),
    "an unknown force": (
        {COMMITMENTS: {'force = "may"': 'force = "might"'}},
        COMMITMENTS,
        'force = "might"',
        "force: “might” is not one of: must, will, should, may",
    ),
    "a sort of body that there is not": (
        {"names.toml": {'kind = "STEERING_GROUP"': 'kind = "CHOIR"'}},
        "names.toml",
        'kind = "CHOIR"',
        (
            "kind: “CHOIR” is not one of: COUNCIL, DIRECTORATE, TEAM, DISTRICT, NHS, COMMUNITY_FOUNDATION,"
            " VOLUNTEER_CENTRE, FUNDER, STEERING_GROUP, GROUP, OTHER"
        ),
    ),
    "a key that there is not": (
        {COMMITMENTS: {'force = "may"': 'force = "may"\nstatus = "kept"'}},
        COMMITMENTS,
        'status = "kept"',
        (
            "there is no key status here. The keys are: title, words, force, evidence, section, shown_by, kind, parent,"
            " owner, supplied_by, aims, uses, objectives, outcomes, freshness, begins_on, due_on, sides, gaps, note,"
            " target"
        ),
    ),
    "a key outside every entry": (
        {"facts.toml": {"[F-15]": "stray = 1\n[F-15]"}},
        "facts.toml",
        "stray = 1",
        "this stands outside every entry. Put it under one, or take it away",
    ),
    "a lone brace": (
        {COMMITMENTS: {'"The record of the pilot."': '"The record { of the pilot."'}},
        COMMITMENTS,
        "[C-145]",
        "names.toml has no name for {. Add it there, or write a brace twice to mean a brace",
    ),
    "an unknown name in braces": (
        {COMMITMENTS: {'"The record of the pilot."': '"The record of {nobody}."'}},
        COMMITMENTS,
        "[C-145]",
        "names.toml has no name for {nobody}. Add it there, or write a brace twice to mean a brace",
    ),
    "a name in braces within a name": (
        {"names.toml": {'fund = "Crowd Fund"': 'fund = "Fund of {county}"'}},
        "names.toml",
        "fund =",
        "take the brace out of “Fund of {county}”: names stand as they are",
    ),
    "words that names make too long": (
        {"names.toml": {'fund = "Crowd Fund"': f'fund = "{"Crowd " * 40}"'}},
        COMMITMENTS,
        'title = "Judge the {fund}"',
        "title: use 120 characters or fewer; there are 250",
    ),
    "the same key for a body and a name": (
        {"names.toml": {'fund = "Crowd Fund"': 'fund = "Crowd Fund"\ngroup = "Group"'}},
        "names.toml",
        'group = "Group"',
        "group is the key of something else in names.toml, line 8. Choose another",
    ),
    "a body with a successor that has not ended": (
        {"names.toml": {'ended_on = "nhs_ended"\n': ""}},
        "names.toml",
        "successor =",
        "say with ended_on when this body ended, since it has a successor",
    ),
    "an id that is too long": (
        {
            "facts.toml": {"[F-15]": "[F-15-and-very-much-more]", "[[F-15.": "[[F-15-and-very-much-more."},
            "contradictions.toml": {', "F-15"]': "]"},
        },
        "facts.toml",
        "[F-15-and-very-much-more]",
        "use letters, numbers, dots and hyphens for an id, 16 at most",
    ),
    "a sub-rule of a sub-rule": (
        {COMMITMENTS: {'[C-155b]\nparent = "C-155"': '[C-155b]\nparent = "C-155a"'}},
        COMMITMENTS,
        'parent = "C-155a"',
        "C-155a is a sub-rule itself. Name the commitment above",
    ),
    "a sub-rule of itself": (
        {COMMITMENTS: {'[C-155b]\nparent = "C-155"': '[C-155b]\nparent = "C-155b"'}},
        COMMITMENTS,
        'parent = "C-155b"',
        "C-155b is a sub-rule itself. Name the commitment above",
    ),
    "a sub-rule with a kind of its own": (
        {COMMITMENTS: {'[C-155b]\nparent = "C-155"': '[C-155b]\nkind = "duty"\nparent = "C-155"'}},
        COMMITMENTS,
        'kind = "duty"|2',
        "a sub-rule has its parent's kind. Take this line away",
    ),
    "a target that is a list": (
        {COMMITMENTS: {"target = {": "target = [{", 'in twelve months" }': 'in twelve months" }]'}},
        COMMITMENTS,
        "target = [",
        "write a table here, with keys and values",
    ),
    "figures that are one table": (
        {"facts.toml": {"[[F-15.figures]]": "[F-15.figures]"}},
        "facts.toml",
        "[F-15.figures]",
        "write tables here, each under [[F-15.figures]]",
    ),
    "a rule without a version": (
        {"rules.toml": {VERSION: ""}},
        "rules.toml",
        "[rules.notice]",
        "versions is missing here. Add it",
    ),
    "bands that leave a gap": (
        {"bands.toml": {"from_pence = 1_000_000": "from_pence = 1_000_001"}},
        "bands.toml",
        "from_pence",
        "this band must begin where micro ends: from_pence = 1000000",
    ),
    "a band without an end before another": (
        {"bands.toml": {"below_pence = 1_000_000\n": "", "from_pence = 1_000_000\n": ""}},
        "bands.toml",
        "[bands.micro]",
        "this band has no end, and small comes after it. Add below_pence",
    ),
    "a band that ends before it begins": (
        {"bands.toml": {"below_pence = 1_000_000": "from_pence = 2_000_000\nbelow_pence = 1_000_000"}},
        "bands.toml",
        "below_pence",
        "this band ends before it begins. Correct one of the two",
    ),
    "no default for how long evidence counts": (
        {"freshness.toml": {'aim-C = "records"\n': ""}},
        COMMITMENTS,
        "[C-037]",
        "freshness.toml has no default for aim-C. Add one, or say freshness here",
    ),
    "a default that is a list": (
        {"freshness.toml": {'aim-C = "records"': 'aim-C = ["records"]'}},
        "freshness.toml",
        "aim-C",
        "there is no “['records']” in freshness. Correct it, or add it there",
    ),
    "fewer entries than are announced": (
        {"pack.toml": {"facts = 1": "facts = 2"}},
        "pack.toml",
        "facts = 2",
        "there are 1 facts, and 2 are announced here. Is a file cut short?",
    ),
    "a strategy that ends before it begins": (
        {"names.toml": {"ends = 2027-03-31": "ends = 2020-03-31"}},
        "pack.toml",
        "until_on",
        "the strategy ends before it begins. Change a day",
    ),
    "a commitment that is due before it begins": (
        {COMMITMENTS: {'begins_on = "ahead"': 'begins_on = "ahead"\ndue_on = "past"'}},
        COMMITMENTS,
        'due_on = "past"|2',
        "it is due before it begins. Change a day",
    ),
    "a strategy that succeeds itself": (
        {"pack.toml": {'version = "1"': 'version = "1"\nsucceeds = "small-2021"'}},
        "pack.toml",
        "succeeds",
        "a strategy cannot succeed itself. Name the one before it",
    ),
    "a slug that cannot be in an address": (
        {"pack.toml": {'slug = "small-2021"': 'slug = "Small 2021"'}},
        "pack.toml",
        "slug",
        "slug: use small letters, numbers and hyphens, as in my-county-2030",
    ),
    "no term": (
        {"pack.toml": {"[term]": "", 'from_on = "begins"': "", 'until_on = "ends"': "", 'review_by_on = "review"': ""}},
        "pack.toml",
        "# A small strategy",
        "term is missing here. Add it",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_its_file_and_line(case: str, tmp_path: Path) -> None:
    changes, file, words, said = WRONG[case]
    folder = small_pack(tmp_path, changes)

    found = problems_of(folder)

    assert found == [at_line(folder, file, words, said)]
