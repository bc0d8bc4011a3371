"""Reading what privacy keeps, by noun."""

from commonweal.privacy.queries import disclosures, found, holds, looks, requests, retention, subjects, trail

__all__ = ["disclosures", "found", "holds", "looks", "requests", "retention", "subjects", "trail"]
