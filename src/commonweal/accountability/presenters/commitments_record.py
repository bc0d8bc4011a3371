"""The record of one commitment: what is promised, how it stands and why, and how it stood before. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.presenters.strategy_parts import owner_line
from commonweal.accountability.queries.commitments import Stands, Stood, When
from commonweal.accountability.queries.strategy_texts import Carried, CommitmentText, FactText, PartText, Texts
from commonweal.accountability.states.statuses import Standing
from commonweal.core import days
from commonweal.strategy.models import Commitment, Edition, EvidenceClass, Force, Kind, PartKind
from commonweal.ui.charts import lanes
from commonweal.ui.rows import Row, cells, link_to, row

HISTORY_ID, HISTORY_TABLE_ID = "history", "history-table"


def fact_rows(commitment: Commitment, text: CommitmentText | None, texts: Texts, *, on: date) -> list[Row]:
    """The key facts: what force it has, whose it is, by when, how it can be shown, and where it stands in the text."""
    slug = commitment.strategy.slug
    force = Force(commitment.force)
    found = [
        row(_("How strongly"), words.FORCES[force]),
        row(_("Owner"), _owner(owner_line(texts, slug, text.owner if text else commitment.owner.key, on))),
    ]
    if commitment.begins_on:
        found.append(row(_("Begins"), days.show_day(commitment.begins_on)))
    if commitment.due_on:
        found.append(row(_("Last day for it"), days.show_day(commitment.due_on)))
    if commitment.target_at_least:
        target = _("At least %(count)s %(of)s") % {"count": commitment.target_at_least, "of": commitment.target_of}
        found.append(row(_("Target"), words.given(target)))
    found.append(row(_("Kind"), _kind(commitment)))
    found.append(row(_("How it can be shown"), words.CLASSES[EvidenceClass(commitment.evidence_class)]))
    found.append(row(_("How long evidence counts"), _freshness(commitment)))
    for kind, label in _serves_labels():
        if parts := [texts.parts[kind, code] for code in (text.serves.get(kind, ()) if text else ())]:
            found.append(row(label, _links(slug, parts)))
    found.append(row(_("Where in the text"), _place(slug, text.section if text else commitment.section.code, texts)))
    return found


def _serves_labels() -> list[tuple[PartKind, str]]:
    return [
        (PartKind.AIM, _("Aims")),
        (PartKind.OBJECTIVE, _("Objectives")),
        (PartKind.USE, _("Uses")),
        (PartKind.OUTCOME, _("Outcomes")),
    ]


def _owner(line: Mapping[str, str]) -> SafeString:
    name = given_link(line["href"], line["name"])
    if not line["ended"]:
        return name
    ended = _("It ended on %(day)s.") % {"day": line["ended"]}
    if not line["holder"]:
        return format_html("{}. {}", name, ended)
    return format_html(
        "{}. {} {} {}", name, ended, _("In its place now:"), given_link(line["holder_href"], line["holder"])
    )


def given_link(href: str, title: object) -> SafeString:
    """A link whose words are the pack's or somebody's."""
    return link_to(href, words.given(title))


def _kind(commitment: Commitment) -> SafeString:
    said = format_html("{}", commitment.get_kind_display())
    if commitment.kind != Kind.MEASURE:
        return said
    every = reverse("accountability:measure_list", kwargs={"slug": commitment.strategy.slug})
    return format_html("{} ({})", said, link_to(every, _("all measures of success")))


def _freshness(commitment: Commitment) -> SafeString:
    how = reverse("accountability:strategy_how", kwargs={"slug": commitment.strategy.slug})
    if commitment.freshness_days is not None:
        said = _("%(count)d days from its newest day") % {"count": commitment.freshness_days}
    elif commitment.is_counted_until_due:
        said = _("To the last day of the commitment")
    else:
        said = _("It does not lapse")
    return format_html("{} ({})", said, link_to(how, _("why")))


def _links(slug: str, parts: Sequence[PartText]) -> SafeString:
    return format_html_join(
        SafeString("<br>"), "{}", ((given_link(words.part_address(slug, part), part.title),) for part in parts)
    )


def _place(slug: str, code: str, texts: Texts) -> SafeString:
    section = texts.parts.get((PartKind.SECTION, code))
    if section is None:
        return format_html("{}", _("In a section that is no longer there"))
    chapter = texts.parts[PartKind.CHAPTER, section.chapter]
    return format_html(
        "{}, {}",
        given_link(words.part_address(slug, chapter), chapter.title),
        given_link(words.part_address(slug, section), section.title),
    )


def supplier(commitment: Commitment, text: CommitmentText | None, texts: Texts) -> SafeString:
    """Who can supply what is missing."""
    body = texts.bodies[text.supplier if text else commitment.supplier.key]
    return given_link(words.owner_address(commitment.strategy.slug, body.key), body.name)


def when_words(stands: Stands, when: When) -> str:
    """Since when it stands so, when that was checked last, and until when the evidence counts."""
    said = {
        "since": days.show_day(days.london_day(when.since_at)),
        "checked": days.show_instant(when.checked_at),
    }
    sentence = _("So since %(since)s. Last checked on %(checked)s.") % said
    if when.newest_on and when.lapses_on and stands.standing is not Standing.NO_CURRENT_EVIDENCE:
        sentence += " " + _("The newest evidence is of %(newest)s, and stops counting on %(lapses)s.") % {
            "newest": days.show_day(when.newest_on),
            "lapses": days.show_day(when.lapses_on),
        }
    return sentence


# History.


def history_chart(steps: Sequence[Stood], *, at: datetime) -> lanes.LaneChart | None:
    """The standing over time: a lane for each standing that it ever had. None before anything was worked out."""
    if not steps:
        return None
    ends = [*(step.from_at for step in steps[1:]), at]
    spans = [lanes.Span(step.standing.value, step.from_at, end) for step, end in zip(steps, ends, strict=True)]
    used = [lanes.Lane(each.value, str(each.label)) for each in Standing if any(s.lane == each.value for s in spans)]
    newest = steps[-1]
    title = _("%(standing)s since %(day)s") % {
        "standing": newest.standing.label,
        "day": days.show_day(days.london_day(newest.from_at)),
    }
    begins, today = days.show_day(days.london_day(steps[0].from_at)), days.show_day(days.london_day(at))
    return lanes.draw(used, spans, id=HISTORY_ID, title=title, begins=begins, ends=today)


def history_table(steps: Sequence[Stood]) -> dict[str, Any]:
    """The same as a table, the newest first, each with its reason."""
    return {
        "caption": _("How it stood, the newest first"),
        "captionClasses": "govuk-table__caption--s",
        "head": [{"text": _("Since")}, {"text": _("Status")}, {"text": _("Why")}],
        "rows": [
            cells(days.show_instant(step.from_at), words.standing_tag(step.standing), words.given(step.reason))
            for step in reversed(steps)
        ],
        "attributes": {"id": HISTORY_TABLE_ID, "tabindex": "-1"},
    }


@dataclass(frozen=True)
class Wording:
    """How a version of the pack worded the commitment."""

    title: str
    words: str


def wordings(editions: Sequence[Edition]) -> list[Wording]:
    """The earlier wordings, the newest first; the one that holds is left out."""
    return [
        Wording(
            _("Version %(version)s, loaded on %(day)s")
            % {"version": each.pack.version, "day": days.show_day(days.london_day(each.pack.loaded_at))},
            f"{each.content.get('title', '')}: {each.content.get('words', '')}" if each.content else _("Not in it."),
        )
        for each in editions[1:]
    ]


# What it is tied to.


def contradiction_items(text: CommitmentText | None, texts: Texts, slug: str) -> list[SafeString]:
    """The contradictions in the text that are about it."""
    found = [texts.contradictions[code] for code in (text.gaps if text else ()) if code in texts.contradictions]
    return [_coded("contradiction", slug, each.code, each.title) for each in found]


def fact_items(text: CommitmentText | None, texts: Texts, slug: str) -> list[SafeString]:
    """The facts that its contradictions are about too, then those that stand in the same section."""
    if text is None:
        return []
    touched = {code for gap in text.gaps if gap in texts.contradictions for code in texts.contradictions[gap].touches}

    def is_near(fact: FactText) -> bool:
        return fact.code in touched or fact.section == text.section

    near = sorted((each for each in texts.facts.values() if is_near(each)), key=lambda each: each.code not in touched)
    return [_coded("fact", slug, each.code, each.title) for each in near]


def _coded(page: str, slug: str, code: str, title: str) -> SafeString:
    """A code and a title, leading to the page of it where there is one."""
    said = format_html('<span class="cw-commitment__code" data-given>{}</span> {}', code, words.given(title))
    href = words.address(page, slug=slug, code=code)
    return link_to(href, said) if href else said


def carried_items(before: Sequence[Carried], after: Carried | None) -> list[SafeString]:
    """What it carries on from another strategy, and what became of it in the one that came next."""
    found = [format_html("{} {}", _("It carries on:"), _carried(each)) for each in before]
    if after and after.code:
        found.append(format_html("{} {}", _("It is carried on by:"), _carried(after)))
    elif after:
        said = _("It was not carried on in the strategy that came next.")
        found.append(format_html("{} {} {}", said, words.given(after.title), words.given(after.why)))
    return found


def _carried(other: Carried) -> SafeString:
    href = words.commitment_address(other.slug, other.code)
    return format_html("{} ({})", given_link(href, other.code), words.given(other.title))
