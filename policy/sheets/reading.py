"""An uploaded file as a sheet, whatever kind of file it is."""

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from policy.sheets.csv_files import csv_lines
from policy.sheets.sheet import LARGEST_FILE, Sheet, SheetError, sheet_of
from policy.sheets.xlsx_files import COMPOUND_FILE, ZIP, xlsx_lines

EXCEL_NAMES = (".xlsx", ".xlsm", ".xltx", ".xls")


def read_sheet(file: UploadedFile) -> Sheet:
    """The rows of a file, judged by what it holds and not by its name. Raises SheetError."""
    if (file.size or 0) > LARGEST_FILE:
        raise SheetError(
            _("The file is larger than %(most)s MB: a plan's spreadsheet never is.")
            % {"most": LARGEST_FILE // 1024**2}
        )
    content = file.read()
    if not content.strip():
        raise SheetError(_("The file is empty."))
    if content.startswith(COMPOUND_FILE):
        raise SheetError(
            _(
                "The file has a password, or is of Excel's old kind (.xls): "
                "save it as XLSX without a password."
            )
        )
    if content.startswith(ZIP):
        return sheet_of(*xlsx_lines(content))
    lines, notes = csv_lines(content)
    if (file.name or "").casefold().endswith(EXCEL_NAMES):
        raise SheetError(
            _("The file is no Excel workbook, though its name says so: save it as XLSX or CSV.")
        )
    return sheet_of(lines, notes)
