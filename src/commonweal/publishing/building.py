"""Files made ahead, by night: nobody waits for one, and every page tells how large they are.

Only what changed since is made. Each dataset stands apart: one that fails is told, and the rest goes on.
"""

from __future__ import annotations

import logging
from datetime import datetime

from commonweal.core.tabular import TooManyRowsError
from commonweal.publishing import files
from commonweal.publishing.datasets import BrokenDatasetError, Dataset, published

logger = logging.getLogger("commonweal.publishing")


class FilesNotBuiltError(Exception):
    """Some datasets could not be made into files; the message names them."""


def build(*, at: datetime) -> int:
    """Make every file that is not there as the data is now; how many were made.

    Raises FilesNotBuiltError when all the others are done, so that the job fails, and the health page tells it.
    """
    made, failed = 0, []
    for dataset in published():
        try:
            made += _build(dataset, at=at)
        except BrokenDatasetError:  # it was logged where it broke
            failed.append(dataset.slug)
    if made:
        logger.info("files of open data made", extra={"count": made})
    if failed:
        raise FilesNotBuiltError(", ".join(failed))
    return made


def _build(dataset: Dataset, *, at: datetime) -> int:
    made = 0
    for form in files.FORMS.values():
        if files.is_kept(dataset, form, at=at):
            continue
        try:
            files.make(dataset, form, at=at).content.close()
        except TooManyRowsError:  # its page says that there is no workbook
            continue
        made += 1
    return made
