"""Places' own jobs: files that were sent or lie ready, and what old editions leave behind."""

from datetime import datetime

from commonweal.core import jobs
from commonweal.core.actors import Actor
from commonweal.places import turns
from commonweal.places.operations import editions, imports
from commonweal.places.queries import imports as queries


# Outside, because an import is many short transactions; run twice, it goes on or finds that there is nothing new.
@jobs.job(imports.IMPORT_JOB, attempts=5, outside=True)
def import_file(*, reference: str, at: datetime) -> None:
    """Import a file that was sent or lies in the folder; one that was cut short is gone on with."""
    asked = queries.import_by_reference(reference)
    if asked is not None and asked.is_open:
        imports.run_waiting(asked=asked, by=Actor.system(imports.IMPORT_JOB), at=at)


# Outside, because it commits batch by batch; done twice, it deletes nothing.
@jobs.job("places.empty_past_editions", every="50 3 * * *", outside=True)
def empty_past_editions(*, at: datetime) -> None:
    """Delete the postcodes of editions that are no longer in use, should an import have ended before it could."""
    try:
        with turns.held():
            editions.empty_past(by=Actor.system("places.empty_past_editions"), at=at)
    except turns.ImportBusyError:
        return  # the import that is at work does it when it is done
