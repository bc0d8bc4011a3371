"""The template environment: strict about names, escaping everything, all words through gettext."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from commonweal.core import days, money
from commonweal.ui import components, forms, frame, notices, tables
from commonweal.ui.site import SITE


def url(name: str, /, **kwargs: Any) -> str:
    """The address of a page by its name: `{{ url("portal:home") }}`."""
    return reverse(name, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """What Django's Jinja2 backend renders with. A name that does not exist raises instead of printing nothing."""
    env = Environment(  # noqa: S701  # Django's backend switches escaping on in `options`
        **options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True},
        extensions=["jinja2.ext.i18n"],
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the i18n extension
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(components.template_globals())
    env.globals.update(
        static=static,
        url=url,
        site=SITE,
        govuk_field=forms.render_field,
        error_summary=forms.error_summary,
        wordmark=frame.wordmark,
        mail_link=frame.mail_link,
        reference_panel=frame.reference_panel,
        header_items=frame.header_items,
        notices_for=notices.notices_for,
        account_links=frame.account_links,
    )
    env.filters.update(
        as_cards=tables.as_cards,
        breakable=frame.breakable,
        reference=frame.reference,
        unbroken=frame.unbroken,
        london_day=days.london_day,
        day=days.show_day,
        time=days.show_time,
        pounds=money.show_pence,
    )
    return env
