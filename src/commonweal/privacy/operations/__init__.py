"""What people and officers do, by noun. Each is one transaction."""

from commonweal.privacy.operations import collecting, deletions, disclosures, erasures, found, holds, looks, requests

__all__ = ["collecting", "deletions", "disclosures", "erasures", "found", "holds", "looks", "requests"]
