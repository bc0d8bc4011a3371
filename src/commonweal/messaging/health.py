"""What the health page says about the outbox."""

from datetime import datetime

from commonweal.core.operating import health
from commonweal.core.operating.health import Finding
from commonweal.messaging import queries

LONGEST_WAIT_SECONDS = 3600


def outbox(at: datetime) -> Finding:
    """Whether letters leave: well unless some are held or failed, or one has waited for an hour."""
    state = queries.state(at)
    age = int(state.oldest_queued_age.total_seconds()) if state.oldest_queued_age else 0
    trouble = ["letters are held or failed: see /desk/messages/outbox/"] if state.held or state.failed else []
    trouble += ["letters wait too long"] if age > LONGEST_WAIT_SECONDS else []
    figures = {"queued": state.queued, "oldest_queued_seconds": age, "held": state.held, "failed": state.failed}
    return Finding(not trouble, "; ".join(trouble), figures)


health.register("letters", outbox)
