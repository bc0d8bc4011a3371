"""Tables going out as files: CSV and XLSX, of any length, in memory that does not grow with it.

Nouns: Column, Kind, Written. Doors: `write_csv` and `write_xlsx`. What people typed can never become a formula in
the program of the person who opens the file; numbers, days and money stay what they are.
"""

from commonweal.core.tabular.columns import CellError, Column, Kind, Written
from commonweal.core.tabular.csv_files import write_csv
from commonweal.core.tabular.workbooks import TooManyRowsError, write_xlsx

__all__ = ["CellError", "Column", "Kind", "TooManyRowsError", "Written", "write_csv", "write_xlsx"]
