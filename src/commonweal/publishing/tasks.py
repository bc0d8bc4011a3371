"""Publishing's job."""

from datetime import datetime

from commonweal.core import jobs
from commonweal.publishing import building


# Outside, because all of it is reading, and a file can take a while; what was made before it was cut short is kept.
@jobs.job("publishing.build_files", every="10 4 * * *", attempts=3, outside=True)
def build_files(*, at: datetime) -> None:
    """Make the files of open data that changed, so that nobody has to wait for them."""
    building.build(at=at)
