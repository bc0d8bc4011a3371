"""The rules of the page lint: what every HTML page must have.

A rule is a small function from a parsed page to the faults it finds, with a good and a bad example beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.platform.autofill import AUTOFILL_DETAILS, AUTOFILL_MODIFIERS, is_autofill_section
from tests.platform.parsed_page import Page, shown

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ANSWERS = ("input", "select", "textarea")
UNLABELLED_TYPES = {"hidden", "submit", "button", "reset", "image"}
POINTERS = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "aria-errormessage", "headers")
SVG = "{http://www.w3.org/2000/svg}"
DATA_SCRIPTS = {"application/json", "application/ld+json"}


Rule = Callable[[Page], Iterator[str]]


@dataclass(frozen=True)
class PageRule:
    """One rule: what it finds, and two pieces of a page's body that show it kept and broken."""

    name: str
    faults: Rule
    good: str
    bad: str
    is_whole_page: bool = False

    def page(self, example: str) -> Page:
        """One of the rule's own examples as a page; pieces are put into a body that breaks no rule."""
        return Page(example if self.is_whole_page else FRAME.format(example))


FRAME = '<!DOCTYPE html><html lang="en-GB"><head><title>A page</title></head><body><main>{}</main></body></html>'

RULES: dict[str, PageRule] = {}


def rule(*, good: str, bad: str, is_whole_page: bool = False) -> Callable[[Rule], Rule]:
    """Make a function a rule, named as it is."""

    def register(faults: Rule) -> Rule:
        RULES[faults.__name__] = PageRule(faults.__name__, faults, good, bad, is_whole_page)
        return faults

    return register


# The document.


@rule(good="<p>Two words</p>", bad="<p>Two <b>words</p>")
def markup_is_sound(page: Page) -> Iterator[str]:
    """What browsers would have to mend."""
    for line, code in page.parse_errors:
        yield f"line {line} is not sound HTML ({code}); browsers guess what was meant"


@rule(
    good='<!DOCTYPE html><html lang="en-GB"><head><title>Home</title></head><body></body></html>',
    bad="<!DOCTYPE html><html><head><title>Home</title></head><body></body></html>",
    is_whole_page=True,
)
def language_is_named(page: Page) -> Iterator[str]:
    """Screen readers choose their voice by it."""
    if not page.root.get("lang"):
        yield 'name the language: <html lang="en-GB">'


@rule(
    good='<!DOCTYPE html><html lang="en"><head><title>Home – Commonweal</title></head><body></body></html>',
    bad='<!DOCTYPE html><html lang="en"><head><title> – Commonweal</title></head><body></body></html>',
    is_whole_page=True,
)
def title_says_something(page: Page) -> Iterator[str]:
    """The title is the first thing heard, and the name of the tab."""
    titles = ["".join(title.itertext()).strip() for title in page.all("title")]
    if len(titles) != 1 or not titles[0] or titles[0].startswith(("–", "-", "|")):
        yield f"give the page one title that begins with what the page is; it has {titles}"


@rule(
    good='<!DOCTYPE html><html lang="en"><head><title>Error: Ask</title></head>'
    '<body><div class="govuk-error-summary"></div></body></html>',
    bad='<!DOCTYPE html><html lang="en"><head><title>Ask</title></head>'
    '<body><div class="govuk-error-summary"></div></body></html>',
    is_whole_page=True,
)
def title_tells_of_errors(page: Page) -> Iterator[str]:
    """Who cannot see the red box hears of it first."""
    has_errors = any("govuk-error-summary" in element.get("class", "").split() for element in page.elements)
    title = "".join("".join(each.itertext()) for each in page.all("title")).strip()
    # The pseudo-locale puts every message into brackets.
    if has_errors and not title.lstrip("⟦").startswith("Error:"):
        yield f"a page with an error summary has a title that begins 'Error:'; it has {title!r}"


@rule(
    good='<!DOCTYPE html><html lang="en"><head><title>x</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body></body></html>',
    bad='<!DOCTYPE html><html lang="en"><head><title>x</title>'
    '<meta name="viewport" content="width=device-width, user-scalable=no"></head><body></body></html>',
    is_whole_page=True,
)
def zoom_is_free(page: Page) -> Iterator[str]:
    """People who need larger letters must be able to have them."""
    for meta in page.all("meta"):
        content = meta.get("content", "").replace(" ", "")
        if meta.get("name") == "viewport" and ("user-scalable=no" in content or "maximum-scale" in content):
            yield "leave zooming to the reader: no user-scalable, no maximum-scale"


@rule(
    good='<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><main></main></body></html>',
    bad='<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><main></main><main></main></body></html>',
    is_whole_page=True,
)
def main_is_one(page: Page) -> Iterator[str]:
    """What the skip link skips to."""
    found = len(page.all("main"))
    if found != 1:
        yield f"a page has exactly one <main>; this one has {found}"


@rule(good="<h1>Ask</h1>", bad="<h1>Ask</h1><h1>Answer</h1>")
def heading_one_is_one(page: Page) -> Iterator[str]:
    """One page, one subject."""
    found = ["".join(heading.itertext()).strip() for heading in page.all("h1")]
    if len(found) != 1 or not found[0]:
        yield f"a page has exactly one h1, with words in it; this one has {found}"


@rule(good="<h1>Ask</h1><h2>How</h2><h3>By post</h3><h2>When</h2>", bad="<h1>Ask</h1><h3>By post</h3>")
def headings_skip_no_level(page: Page) -> Iterator[str]:
    """Headings are how screen reader users look over a page; an error summary's h2 may stand before the h1."""
    before = 1
    for heading in page.all(*HEADINGS):
        level = int(str(heading.tag)[1])
        if level > before + 1:
            yield f"h{level} {''.join(heading.itertext()).strip()!r} follows h{before}; do not skip a level"
        before = level


# Names and pointers.


@rule(good='<p id="a">x</p><p id="b">y</p>', bad='<p id="a">x</p><p id="a">y</p>')
def ids_are_unique(page: Page) -> Iterator[str]:
    """Labels, links and scripts reach the first of two and never the second."""
    for name, times in Counter(element.get("id") for element in page.elements if "id" in element.attrib).items():
        if times > 1:
            yield f"the id {name!r} is used {times} times"
        elif not name or name.split() != [name]:
            yield f"the id {name!r} is empty or has a space in it"


@rule(
    good='<p id="h">Why</p><input id="i" aria-describedby="h" aria-label="x">',
    bad='<input id="i" aria-describedby="h" aria-label="x">',
)
def pointers_resolve(page: Page) -> Iterator[str]:
    """An aria attribute that points at nothing says nothing."""
    for element in page.elements:
        for pointer in POINTERS:
            for name in element.get(pointer, "").split():
                if name not in page.by_id:
                    yield f"{pointer}={name!r} of {shown(element)} points at nothing on the page"


@rule(
    good='<label for="i">Name</label><input id="i">',
    bad='<label for="j">Name</label><input id="i" aria-label="Name">',
)
def labels_resolve(page: Page) -> Iterator[str]:
    """A label whose input is not there cannot be clicked."""
    for label in page.all("label"):
        target = page.by_id.get(label.get("for", ""))
        if "for" in label.attrib and (target is None or target.tag not in {*ANSWERS, "button", "meter", "output"}):
            yield f"the label for {label.get('for')!r} has no input on the page"


@rule(good='<label for="i">Name</label><input id="i">', bad='<input id="i" placeholder="Name">')
def answers_have_labels(page: Page) -> Iterator[str]:
    """Everything that can be filled in says what to fill in."""
    labelled = {label.get("for") for label in page.all("label") if page.name_of(label)}
    for answer in page.all(*ANSWERS):
        is_wrapped = any(other.tag == "label" for other in page.above(answer))
        is_named = bool(answer.get("aria-label") or answer.get("aria-labelledby"))
        if (
            answer.get("type") not in UNLABELLED_TYPES
            and answer.get("id") not in labelled
            and not (is_wrapped or is_named)
        ):
            yield f"{shown(answer)} has no label"


@rule(good='<h1 id="top">x</h1><a href="#top">Up</a>', bad='<a href="#top">Up</a>')
def links_within_the_page_resolve(page: Page) -> Iterator[str]:
    """A link that leads nowhere."""
    for link in page.all("a"):
        href = link.get("href", "")
        if href.startswith("#") and len(href) > 1 and href[1:] not in page.by_id:
            yield f"the link to {href!r} has no target on the page"


@rule(
    good='<div class="govuk-error-summary"><a href="#i">Enter a name</a></div><input id="i" aria-label="Name">',
    bad='<div class="govuk-error-summary"><a href="#i">Enter a name</a></div><p id="i">Name</p>',
)
def error_links_reach_inputs(page: Page) -> Iterator[str]:
    """From the error summary one lands where the answer is typed."""
    for link in page.all("a"):
        is_error = any("govuk-error-summary" in other.get("class", "").split() for other in page.above(link))
        target = page.by_id.get(link.get("href", "").removeprefix("#"))
        if is_error and (target is None or target.tag not in ANSWERS):
            yield f"the error {page.name_of(link)!r} links to {link.get('href')!r}, which is not an input"


@rule(good='<a href="/help">Help</a>', bad='<a href="/help"><span></span></a>')
def links_and_buttons_have_words(page: Page) -> Iterator[str]:
    """Without words there is nothing to say and nothing to press."""
    for element in page.all("a", "button"):
        if ("href" in element.attrib or element.tag == "button") and not page.name_of(element):
            yield f"{shown(element)} has no words"


@rule(good='<a href="/help">Help</a>', bad='<a href="#">Help</a>')
def links_lead_somewhere(page: Page) -> Iterator[str]:
    """A link goes to a page; what only a script makes work is a button, and here not even that."""
    for link in page.all("a", "area"):
        href = link.get("href")
        if href is not None and (href.strip() in {"", "#"} or href.strip().lower().startswith("javascript:")):
            yield f"{shown(link)} leads nowhere"


@rule(good='<img src="/a.png" alt="">', bad='<img src="/a.png">')
def pictures_have_alternatives(page: Page) -> Iterator[str]:
    """An empty alt says that the picture only decorates; a missing one says nothing."""
    for picture in page.all("img", "area"):
        if "alt" not in picture.attrib:
            yield f"{shown(picture)} needs an alt; leave it empty when the picture only decorates"
    for drawing in page.all(f"{SVG}svg"):
        is_hidden = any(each.get("aria-hidden") == "true" for each in [drawing, *page.above(drawing)])
        # What is inside an img is not read out; a drawing that holds links is a group of them.
        role = "group" if any(each.get("href") for each in drawing.iter(f"{SVG}a")) else "img"
        is_named = bool(page.name_of(drawing) and drawing.get("role") == role)
        if not is_hidden and not is_named:
            yield f"{shown(drawing)} needs aria-hidden, or a role of {role} and a title"


# Forms and tables.


@rule(
    good='<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="x"></form>',
    bad='<form method="post"><button>Send</button></form>',
)
def posted_forms_carry_a_token(page: Page) -> Iterator[str]:
    """Without the token the form is refused; with it in an address, the token leaks."""
    for form in page.all("form"):
        has_token = any(each.get("name") == "csrfmiddlewaretoken" and each.get("value") for each in form.iter("input"))
        if form.get("method", "get").lower() == "post" and not has_token:
            yield f"{shown(form)} is posted without its csrfmiddlewaretoken"
        if form.get("method", "get").lower() == "get" and has_token:
            yield f"{shown(form)} would put its csrfmiddlewaretoken into the address"


@rule(
    good="<fieldset><legend>When?</legend></fieldset>",
    bad="<fieldset><p>When?</p></fieldset>",
)
def fieldsets_have_legends(page: Page) -> Iterator[str]:
    """The legend is what a group of answers has for a label."""
    for fieldset in page.all("fieldset"):
        first = next(iter(fieldset), None)
        if first is None or first.tag != "legend" or not page.name_of(first):
            yield f"{shown(fieldset)} must begin with a legend that has words"


@rule(
    good='<input aria-label="Post" autocomplete="billing postal-code">',
    bad='<input aria-label="Post" autocomplete="postcode">',
)
def autocomplete_is_known(page: Page) -> Iterator[str]:
    """Browsers fill in what they know the word for; WCAG 1.3.5 names the words."""
    for answer in page.all(*ANSWERS, "form"):
        *modifiers, last = answer.get("autocomplete", "off").split() or [""]
        are_known = all(each in AUTOFILL_MODIFIERS or is_autofill_section(each) for each in modifiers)
        if last not in AUTOFILL_DETAILS or not are_known:
            yield f"autocomplete={answer.get('autocomplete')!r} is not a word that browsers know"


@rule(
    good='<table><tbody><tr><th scope="row">Sum</th><td>£1</td></tr></tbody></table>',
    bad="<table><tbody><tr><th>Sum</th><td>£1</td></tr></tbody></table>",
)
def table_headings_have_a_scope(page: Page) -> Iterator[str]:
    """A cell is read out with its headings, if the table says which they are."""
    for table in page.all("table"):
        headings = list(table.iter("th"))
        if not headings:
            yield "a table has headings; what has none is a list"
        for heading in headings:
            if heading.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
                yield f"the heading {page.name_of(heading)!r} of a table needs scope='col' or scope='row'"


# What the Content-Security-Policy would refuse.


@rule(good='<script src="/a.js"></script>', bad="<p onclick='go()'>x</p>")
def nothing_is_inline(page: Page) -> Iterator[str]:
    """The browser is told to run and paint nothing that stands in the page itself."""
    for element in page.elements:
        inline = [name for name in element.attrib if name == "style" or name.startswith("on")]
        is_script = element.tag == "script" and "src" not in element.attrib and element.get("type") not in DATA_SCRIPTS
        if element.tag == "style" or is_script or inline:
            yield f"{shown(element)} is inline script or style; put it into assets/"


@rule(good='<img src="/a.png" alt="">', bad='<img src="http://example.org/a.png" alt="">')
def assets_are_our_own(page: Page) -> Iterator[str]:
    """Nothing is fetched from elsewhere: not over http, not from another host, not a font."""
    for element in page.all("script", "img", "link", "source", "iframe", "audio", "video", "embed", "object"):
        address = element.get("src") or element.get("data") or element.get("href") or ""
        is_fetched = element.tag != "link" or element.get("rel") not in {"canonical", "license", "alternate"}
        if is_fetched and urlsplit(address).netloc:
            yield f"{shown(element)} is fetched from another place; serve it from our own"


@rule(good='<p tabindex="-1">x</p>', bad='<p tabindex="1">x</p>')
def order_of_focus_is_the_pages_own(page: Page) -> Iterator[str]:
    """A positive tabindex jumps the queue for everybody who uses a keyboard."""
    for element in page.elements:
        if element.get("tabindex", "0").lstrip("+").isdigit() and int(element.get("tabindex", "0")) > 0:
            yield f"{shown(element)} jumps the queue; leave tabindex away, or 0 or -1"
