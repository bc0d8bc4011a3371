"""Changes to letters, to their words, to what is heard of them, and to who wants which."""

from commonweal.messaging.operations.decisions import drop, empty, resend, settle_as_sent, tell_of_trouble
from commonweal.messaging.operations.deliveries import (
    forget_notices,
    note_address_works,
    note_report,
    settle_notice,
    take_notice,
)
from commonweal.messaging.operations.sending import (
    begin_attempt,
    confirm,
    give_up,
    hand_over,
    hold,
    queue,
    release_due,
    take_back,
)
from commonweal.messaging.operations.wishes import choose, forget, stop, want
from commonweal.messaging.operations.wordings import change_words, go_back

__all__ = [
    "begin_attempt",
    "change_words",
    "choose",
    "confirm",
    "drop",
    "empty",
    "forget",
    "forget_notices",
    "give_up",
    "go_back",
    "hand_over",
    "hold",
    "note_address_works",
    "note_report",
    "queue",
    "release_due",
    "resend",
    "settle_as_sent",
    "settle_notice",
    "stop",
    "take_back",
    "take_notice",
    "tell_of_trouble",
    "want",
]
