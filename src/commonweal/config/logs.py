"""Where log lines go: one stream, as JSON for machines or as text for a person."""

from typing import Any


def configuration(*, level: str, form: str) -> dict[str, Any]:
    """Django's LOGGING. `form` is json or text; either way only the fields `core.logs` knows are written."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "commonweal.core.logs.JsonLines"},
            "text": {"()": "commonweal.core.logs.TextLines"},
        },
        "filters": {"outsiders": {"()": "commonweal.core.logs.OutsidersAreNoErrors"}},
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": form, "filters": ["outsiders"]}},
        "root": {"handlers": ["stream"], "level": level},
        # Our own request line replaces Django's, which writes whole addresses, and with them references and keys.
        "loggers": {
            "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
            "django.request": {"level": "CRITICAL"},
        },
    }
