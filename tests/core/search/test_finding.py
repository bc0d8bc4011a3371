"""What a person finds. One table of cases holds for both databases: the suite runs it on whichever is set."""

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.core import search
from commonweal.core.search import Entry, Piece

CASES = [
    # what is typed, what is found (best first), what it says was searched for instead
    ("grant", ["small-grants", "volunteering"], None),
    ("GRANTS", ["small-grants", "volunteering"], None),
    ("Grants!", ["small-grants", "volunteering"], None),
    ("how do I apply for a grant?", ["small-grants"], None),
    ("applying for grants", ["small-grants"], None),
    ("small grant kangaroo", ["small-grants", "volunteering"], None),
    ("volunteering", ["volunteering"], None),
    ("volun", ["volunteering"], None),
    ("voluntee", ["volunteering"], None),
    ("food ba", ["volunteering"], None),
    ("ba food", ["volunteering"], None),
    ("childrens", ["small-grants"], None),
    ("children's groups", ["small-grants"], None),
    ("children’s groups", ["small-grants"], None),
    ("weldmere", ["volunteering"], None),
    ("WÉLDMERE", ["volunteering"], None),
    ("we\N{COMBINING ACUTE ACCENT}ldmere", ["volunteering"], None),
    ("oyford", ["volunteering"], None),
    ("cafe", ["volunteering"], None),
    ("2,000", ["small-grants"], None),
    ("halls", ["rooms"], None),
    ("hall group", ["rooms"], None),
    ("gratn", ["small-grants", "volunteering"], "grant"),
    ("volanteerign", ["volunteering"], "volunteering"),
    ("weldmeer", ["volunteering"], "weldmere"),
    ("small gramts", ["small-grants"], "small grant"),
    ("grant kangaroo", ["small-grants", "volunteering"], None),
    ("kangaroo", [], None),
    ("letters", ["letters"], None),
    ("how to", ["small-grants"], None),
    ("zephyr", [], None),
    ("zephyrs", [], None),
    ("zefyr", [], None),
]

ODD_QUERIES = [
    "",
    " ",
    "\0",
    "\ud800",
    "😀",
    "...",
    '"',
    "'",
    "\\",
    "%",
    "grant\0",
    '"grant',
    "'grant'",
    "grant*",
    "gr:*",
    "NEAR(grant apply, 2)",
    "grant NOT apply",
    "title_words: grant",
    "grant & | ! <-> apply",
    "((((",
    "--",
    "; DROP TABLE core_searchentry",
    "-grant",
    "^grant",
    "grant" * 2000,
    "grant " * 2000,
    "\N{COMBINING ACUTE ACCENT}" * 10_000,
    "’" * 10_000,
    "½ ² ① Ⅷ ﷺ ß İ",
    "हिन्दी ਪੰਜਾਬੀ اُردُو 中文",
    "10.5 1e5 0x1F 2024-25 10:30 a@b.example http://a.example/b?c=d",
]


def keys(results: search.Results) -> list[str]:
    return [hit.key for hit in results.hits]


@pytest.mark.parametrize(("typed", "found", "corrected"), CASES)
def test_find_gives_the_hits_best_first(index: None, typed: str, found: list[str], corrected: str | None) -> None:
    results = search.find(typed)

    assert (keys(results), results.corrected, results.total) == (found, corrected, len(found))


@pytest.mark.parametrize("typed", ODD_QUERIES)
def test_find_answers_whatever_is_typed(index: None, typed: str) -> None:
    results = search.find(typed)

    assert results.query == typed
    assert results.total == len(results.hits) <= 4


@given(typed=st.text(max_size=200))
@settings(max_examples=60, deadline=None)
@pytest.mark.django_db
def test_find_answers_any_text_at_all(typed: str) -> None:
    search.replace("help", [Entry("any", "portal:home", f"A page about {typed}", body=typed)])

    results = search.find(f"page {typed}")

    assert keys(results) == ["any"]
    assert "".join(piece.text for piece in results.hits[0].title).startswith("A page about")


@pytest.mark.parametrize("word", ["42", "10th", "covid19", "3d", "007", "1e5", "x2y", "2024", "½", "ⅷ"])
def test_words_with_digits_are_found_again(db: None, word: str) -> None:
    search.replace("help", [Entry("digits", "portal:home", "A page", body=f"It says {word} here."), *OTHERS])

    results = search.find(word)

    assert keys(results) == ["digits"]


OTHERS = [Entry("other", "portal:home", "Another", body="Nothing of the kind.")]


def test_what_is_not_public_is_found_only_by_those_who_may_see_it(index: None) -> None:
    mine = search.may_find("papers", ["minutes-4"])

    assert keys(search.find("minutes meeting")) == []
    assert keys(search.find("minutes meeting", visible=mine)) == ["minutes-4"]
    assert keys(search.find("minutes meeting", visible=mine | search.may_find("papers", ["minutes-5"]))) == [
        "minutes-5",
        "minutes-4",
    ]


def test_a_correction_never_offers_a_word_that_is_not_public(index: None) -> None:
    stranger = search.find("zepyhr")
    member = search.find("zephyrs", visible=search.may_find("papers", ["minutes-4"]))

    assert (stranger.total, stranger.corrected) == (0, None)
    assert (keys(member), member.corrected) == (["minutes-4"], None)


def test_a_word_that_only_hidden_papers_have_is_corrected_as_if_they_were_not_there(db: None) -> None:
    search.replace("help", [Entry("zebras", "portal:home", "Zebra crossings")])
    before = search.find("zebro")
    search.replace("papers", [Entry("hidden", "portal:home", "Zebro", is_public=False)])

    after = search.find("zebro")

    assert before.corrected == "zebra"
    assert after == before


def test_nothing_is_visible_when_the_filter_lets_nothing_through(index: None) -> None:
    results = search.find("grant", visible=Q(pk__in=[]))

    assert (results.total, results.hits) == (0, [])


def test_kinds_narrow_what_is_found(db: None) -> None:
    search.replace("help", [Entry("a", "portal:home", "Grants")])
    search.replace("funds", [Entry("b", "portal:home", "Grants of the county")])

    assert keys(search.find("grants")) == ["a", "b"]
    assert keys(search.find("grants", kinds=["funds"])) == ["b"]
    assert keys(search.find("grants", kinds=[])) == []


def test_the_very_title_comes_first_and_importance_lifts_its_like(db: None) -> None:
    search.replace(
        "help",
        [
            Entry("long", "portal:home", "Grants, grants and grants", body="Grants " * 50, importance=10),
            Entry("plain", "portal:home", "Our grants"),
            Entry("lifted", "portal:home", "Some grants", importance=5),
            Entry("title", "portal:home", "Grants"),
        ],
    )

    found = keys(search.find("grants"))

    assert found[0] == "title"
    assert found.index("lifted") < found.index("plain")


def test_a_title_typed_in_full_comes_first_with_its_joining_words(db: None) -> None:
    search.replace(
        "help",
        [
            Entry("a", "portal:home", "Apply, apply: grant, grant", body="Apply for a grant " * 9, importance=10),
            Entry("b", "portal:home", "How to apply for a grant"),
        ],
    )

    assert keys(search.find("grant apply")) == ["a", "b"]
    assert keys(search.find("How to apply for a grant")) == ["b", "a"]


def test_a_whole_word_comes_before_the_beginning_of_another(db: None) -> None:
    search.replace(
        "help",
        [Entry("a", "portal:home", "The carpet page"), Entry("b", "portal:home", "The car page")],
    )

    assert keys(search.find("car")) == ["b", "a"]


def test_equals_stand_in_the_order_of_their_titles(db: None) -> None:
    search.replace("help", [Entry(name, "portal:home", f"Grant {name}") for name in ("delta", "alpha", "charlie")])

    assert keys(search.find("grant")) == ["alpha", "charlie", "delta"]


def test_a_page_shows_its_share_and_one_that_is_not_there_the_nearest(db: None) -> None:
    search.replace("help", [Entry(f"{n:02}", "portal:home", f"Grant {n:02}") for n in range(45)])

    pages = [search.find("grant", page=page, size=20) for page in (1, 3, 0, 10**30)]

    assert [(found.page, found.pages, found.total, len(found.hits)) for found in pages] == [
        (1, 3, 45, 20),
        (3, 3, 45, 5),
        (1, 3, 45, 20),
        (3, 3, 45, 5),
    ]
    assert [hit.key for hit in pages[1].hits] == ["40", "41", "42", "43", "44"]


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 results"), (1, "1 result"), (1000, "1,000 results"), (1001, "more than 1,000 results")]
)
def test_the_count_stops_at_a_thousand(db: None, count: int, words: str) -> None:
    search.replace("help", [Entry(str(number), "portal:home", "Grant") for number in range(count)])

    results = search.find("grant")

    assert results.total_in_words == words
    assert results.total == min(count, 1000)


def test_a_hit_says_which_words_matched(index: None) -> None:
    hit = search.find("grant").hits[0]

    assert (hit.kind, hit.key, hit.address) == ("help", "small-grants", "/")
    assert hit.title == [Piece("Apply for a small ", is_match=False), Piece("grant", is_match=True)]
    assert hit.snippet == [Piece("What a group can get, and how to ask for it.", is_match=False)]


def test_the_lines_shown_are_those_that_matched(index: None) -> None:
    hit = search.find("childrens charities").hits[0]

    assert hit.snippet == [
        Piece("Children’s", is_match=True),
        Piece(" groups and friends of the park can have £300 to £2,000. You do not need a ", is_match=False),
        Piece("charity", is_match=True),
        Piece(" number.", is_match=False),
    ]


def test_a_long_text_is_cut_around_what_matched(db: None) -> None:
    text = "first words " + "and so on " * 40 + "the wombat sanctuary opens " + "and so on " * 40 + "last words"
    search.replace("help", [Entry("long", "portal:home", "Long", body=text)])

    lines = search.find("wombat sanctuary").hits[0].snippet

    assert [piece.text for piece in lines if piece.is_match] == ["wombat", "sanctuary"]
    assert "".join(piece.text for piece in lines) == (
        "… so on and so on the wombat sanctuary opens " + "and so on " * 7 + "and so …"
    )


def test_markup_in_an_entry_stays_text(db: None) -> None:
    search.replace("help", [Entry("markup", "portal:home", "<b>Bold</b> grants", body="<script>alert(1)</script>")])

    hit = search.find("bold").hits[0]

    assert hit.title == [
        Piece("<b>", is_match=False),
        Piece("Bold", is_match=True),
        Piece("</b> grants", is_match=False),
    ]


@pytest.mark.parametrize("typed", ["grant", "gratn", "kangaroo wombat gratn volanteer"])
def test_a_search_asks_the_same_number_of_questions_however_much_there_is(db: None, typed: str) -> None:
    counts = []
    for many in (3, 30):
        search.replace("help", [Entry(f"{n}", "portal:home", f"Grant {n}", body="For volunteers") for n in range(many)])
        search.find(typed)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            search.find(typed)
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[0] <= 6
