"""What is done with the record of a decision: written, made public, corrected, let go. Each is one transaction."""

from commonweal.decisions.operations import correcting, drafts, letting_go, recording

__all__ = ["correcting", "drafts", "letting_go", "recording"]
