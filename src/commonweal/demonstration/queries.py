"""What the demonstration asks of a database before it fills it."""

from commonweal.people.models import Person


def is_anybody() -> bool:
    """Whether somebody has an account here."""
    return Person.objects.exists()
