"""Files that people send: taken in only when their content is what they say it is, kept without a public address.

Nouns: Kind, StoredFile, Verdict. Doors: `accept` an upload, `send` it back as a download, `delete` it, and
`sweep_orphans` for bytes that a crash left behind; `scanner_state` is what the health page asks.

`accept` stands outside any transaction, because it talks to a virus scanner and perhaps to a store on another
host. An area accepts first, then links the row by a foreign key in its own operation.
"""

from commonweal.core.files.intake import accept
from commonweal.core.files.kinds import DOCUMENTS, PICTURES, SPREADSHEETS, TEXTS, Kind
from commonweal.core.files.refusals import UploadRefusedError
from commonweal.core.files.scanner import ScannerState, Verdict, scanner_state
from commonweal.core.files.sending import send
from commonweal.core.files.store import delete, sweep_orphans
from commonweal.core.files.stored import StoredFile

__all__ = [
    "DOCUMENTS",
    "PICTURES",
    "SPREADSHEETS",
    "TEXTS",
    "Kind",
    "ScannerState",
    "StoredFile",
    "UploadRefusedError",
    "Verdict",
    "accept",
    "delete",
    "scanner_state",
    "send",
    "sweep_orphans",
]
