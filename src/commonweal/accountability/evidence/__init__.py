"""What accountability's own records prove, by noun."""

from commonweal.accountability.evidence import concerns, figures, formats, guidance, measures, owners, reviews

__all__ = ["concerns", "figures", "formats", "guidance", "measures", "owners", "reviews"]
