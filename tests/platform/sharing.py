"""Which tests share something dear, such as a world or a county, and so run in one process, which makes it once.

pytest-xdist has a mark for it, `xdist_group`. Its release 3.8 writes the group where pytest 9.2 no longer looks, and
the tests are spread all the same. So it is said here, by module, and given to xdist through the hook it has for that.
"""

from __future__ import annotations

from xdist.scheduler import LoadGroupScheduling

TOGETHER = frozenset(
    {
        "tests/accountability/test_mail.py",
        "tests/core/files/test_object_store.py",
        "tests/core/files/test_scanner.py",
        "tests/demonstration/test_geography.py",
        "tests/demonstration/test_seeding.py",
        "tests/demonstration/test_society.py",
        "tests/demonstration/test_strategy.py",
        "tests/journeys/test_decisions.py",
        "tests/journeys/test_directory_sign_in.py",
        "tests/journeys/test_everybodys_way_in.py",
        "tests/journeys/test_messages.py",
        "tests/journeys/test_places.py",
        "tests/journeys/test_strategy.py",
        "tests/messaging/test_imap.py",
        "tests/platform/test_access.py",
        "tests/platform/test_demo.py",
        "tests/platform/test_hostile_roles.py",
        "tests/platform/test_pseudo_locale.py",
        "tests/sign_in/test_directory.py",
        "tests/strategy/test_our_packs.py",
    }
)
"""The modules with a fixture that is made once for all of their tests; `test_ground.py` holds this list to them."""


def unit_of(nodeid: str) -> str:
    """What the test with this id is sent to a process with: its whole module, or nothing but itself."""
    module = nodeid.partition("::")[0]
    return module if module in TOGETHER else nodeid


class ByWhatIsShared(LoadGroupScheduling):
    """Sends out the largest units first, so that no process is left with a long one at the end."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)
