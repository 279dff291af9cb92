"""A file that was handed in as a sheet, whatever kind of file it is."""

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from core.sheets.csv_files import csv_lines
from core.sheets.sheet import LARGEST_FILE, Layout, Sheet, SheetError, sheet_of
from core.sheets.xlsx_files import COMPOUND_FILE, ZIP, xlsx_lines

EXCEL_NAMES = (".xlsx", ".xlsm", ".xltx", ".xls")


def read_sheet(file: UploadedFile, layout: Layout) -> Sheet:
    """The rows of a file, judged by what it holds and not by its name. Raises SheetError."""
    return sheet_in(content_of(file), file.name or "", layout)


def content_of(file: UploadedFile, largest: int = LARGEST_FILE) -> bytes:
    """The file's content, if it is of a size that is taken. Raises SheetError."""
    refuse_size(file.size or 0, largest)
    return file.read()


def refuse_size(size: int, largest: int = LARGEST_FILE) -> None:
    """Raises SheetError for a file of more bytes than are taken."""
    if size > largest:
        raise SheetError(
            _("The file is larger than %(most)s MB: such a file never is.")
            % {"most": largest // 1024**2}
        )


def refuse_unreadable(content: bytes) -> None:
    """Raises SheetError for nothing, and for Excel's old kind of file."""
    if not content.strip():
        raise SheetError(_("The file is empty."))
    if content.startswith(COMPOUND_FILE):
        raise SheetError(
            _(
                "The file has a password, or is of Excel's old kind (.xls): "
                "save it as XLSX without a password."
            )
        )


def sheet_in(content: bytes, name: str, layout: Layout) -> Sheet:
    """The rows that a file of this name holds; of a workbook, of its first sheet.

    Raises SheetError.
    """
    refuse_unreadable(content)
    if content.startswith(ZIP):
        return sheet_of(*xlsx_lines(content, layout.most_rows), layout)
    lines, notes = csv_lines(content, layout.named, lenient=layout.lenient)
    if name.casefold().endswith(EXCEL_NAMES):
        raise SheetError(
            _("The file is no Excel workbook, though its name says so: save it as XLSX or CSV.")
        )
    return sheet_of(lines, notes, layout)
