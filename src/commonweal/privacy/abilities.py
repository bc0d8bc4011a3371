"""What roles may do here, and the power that reading another person's data asks for."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from commonweal.people import kinds_of_role
from commonweal.people.role_kinds import KINDS, Ability, PowerKind

ANSWER = "privacy.answer_requests"
DELETE = "privacy.confirm_deletions"
HOLD = "privacy.place_holds"
DISCLOSE = "privacy.disclose_cases"
SEE_LOOKS = "privacy.see_looks"
SEE_RECORDS = "privacy.see_records"

READ = "privacy.read_personal_data"
"""The power with which a privacy officer opens what is kept about somebody who asks for it; each use is noted."""


def add_all() -> None:
    """Say who may do what; called when Django starts."""
    officer = (kinds_of_role.PRIVACY_OFFICER,)
    KINDS.allow(Ability(ANSWER, _("answer people who ask about their own data")), to=officer)
    KINDS.allow(Ability(DELETE, _("confirm what is deleted when its time is up")), to=officer)
    KINDS.allow(Ability(HOLD, _("place and lift legal holds")), to=officer)
    KINDS.allow(Ability(DISCLOSE, _("put a case together for somebody who asks for it by law")), to=officer)
    KINDS.allow(Ability(SEE_LOOKS, _("see who looked at sensitive records")), to=officer)
    KINDS.allow(
        Ability(SEE_RECORDS, _("read the record of processing and the draft impact assessment")),
        to=(kinds_of_role.PRIVACY_OFFICER, kinds_of_role.ADMINISTRATOR),
    )
    KINDS.empower(
        PowerKind(READ, _("Read what is kept about somebody who asks for their data"), timedelta(hours=8)), to=officer
    )
