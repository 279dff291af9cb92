"""A list in the editor: hand it in, see what it would do, write it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.sheets.dry_run import NotWrittenError, Outcome
from core.sheets.forms import WriteForm
from core.sheets.kept import forget, keep, kept
from core.sheets.reading import content_of
from core.sheets.sheet import Sheet, SheetError
from newsletter.people.bringing.checking import DryRun, check
from newsletter.people.bringing.columns import HEADINGS, LARGEST_LIST, MOST_ROWS
from newsletter.people.bringing.forms import ListForm
from newsletter.people.bringing.reading import read_list
from newsletter.people.bringing.said import ForAll
from newsletter.people.bringing.writing import Written, write
from newsletter.people.frame import screen
from newsletter.people.rights import refuse_without_addresses

KEPT = "newsletter.list"
ROWS_A_PAGE = 100
# What somebody has to look at stands first.
ORDER = (Outcome.BAD, Outcome.LEFT_OUT, Outcome.CHANGED, Outcome.NEW, Outcome.UNCHANGED)


def list_screen(request: HttpRequest) -> HttpResponse:
    """Takes a list in."""
    refuse_without_addresses(request.user)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = ListForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                sheet = read_list(content_of(file, LARGEST_LIST), file.name or "")
            except SheetError as error:
                for line in str(error).split("\n"):
                    form.add_error("file", line)
            else:
                data = {"sheet": sheet.as_data(), "for_all": form.for_all.as_data()}
                keep(request, KEPT, data)
                return redirect("newsletter_list_check")
    context = {
        "form": form,
        "columns": HEADINGS.items(),
        "most_rows": MOST_ROWS,
        "largest": LARGEST_LIST // 1024**2,
    }
    status = 400 if form.errors else 200
    return screen(request, "list", _("Bring in a list"), context, status)


def list_check_screen(request: HttpRequest) -> HttpResponse:
    """The dry run, and the button that writes what it shows."""
    refuse_without_addresses(request.user)
    data = kept(request, KEPT)
    if data is None:
        messages.error(request, _("The file is not kept any more: hand it in again."))
        return redirect("newsletter_list")
    sheet, for_all = Sheet.from_data(data["sheet"]), ForAll.from_data(data["for_all"])
    if request.method != "POST":
        return _dry_run(request, sheet, check(sheet, for_all))
    form = WriteForm(request.POST)
    if not form.is_valid():
        return _dry_run(request, sheet, check(sheet, for_all), form, 400)
    said = form.cleaned_data
    good = said["rows"] == "good"
    try:
        written = write(sheet, for_all, request.user, digest=said["digest"], only_good_rows=good)
    except NotWrittenError as error:
        if error.has_changed:
            why = _("Nothing was written: something has changed since. This is what would happen.")
        else:
            why = _("Nothing was written: put the bad rows right, or leave them out.")
        messages.error(request, why)
        again = None if error.has_changed else form
        return _dry_run(request, sheet, error.dry_run, again, 409)
    # The addresses are not kept beside those that were written.
    forget(request, KEPT)
    _tell(request, written)
    return redirect("newsletter_subscribers")


def _dry_run(
    request: HttpRequest,
    sheet: Sheet,
    dry_run: DryRun,
    form: WriteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = [row for outcome in ORDER for row in dry_run.of(outcome)]
    context: dict[str, Any] = {
        "dry_run": dry_run,
        "notes": sheet.notes,
        "rows": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("p")),
        "form": form or WriteForm(initial={"digest": dry_run.digest}),
    }
    return screen(request, "list_check", _("What the list would do"), context, status)


def _tell(request: HttpRequest, written: Written) -> None:
    text = ngettext(
        "%(count)s subscriber was added.", "%(count)s subscribers were added.", written.added
    )
    messages.success(request, text % {"count": written.added})
    if written.bad:
        text = ngettext(
            "%(count)s bad row was left out.", "%(count)s bad rows were left out.", written.bad
        )
        messages.warning(request, text % {"count": written.bad})
