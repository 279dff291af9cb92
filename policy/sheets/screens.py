"""The spreadsheet in the editor: take it out, hand it in, see what it would do, write it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.sheets.dry_run import NotWrittenError, Outcome
from core.sheets.kept import forget, keep, kept
from core.sheets.reading import read_sheet
from core.sheets.sheet import LARGEST_FILE, MOST_ROWS, Sheet, SheetError
from core.tables import Table, as_csv, as_xlsx, file_response
from policy.models import ActionPlanPage
from policy.sheets.checking import check
from policy.sheets.columns import COLUMNS, layout
from policy.sheets.dry_run import DryRun
from policy.sheets.forms import FileForm, WriteForm
from policy.sheets.state import activities_sheet
from policy.sheets.writing import Choice, Written, write

WRITERS: dict[str, Callable[[Table], bytes]] = {"csv": as_csv, "xlsx": as_xlsx}


def _plan(page_id: int) -> ActionPlanPage:
    """The Swedish plan: facts and Swedish texts are written there."""
    plan: ActionPlanPage = get_object_or_404(
        ActionPlanPage, id=page_id, locale__language_code="sv", alias_of=None
    )
    return plan


def _name(plan: ActionPlanPage) -> str:
    return f"policy.sheet.{plan.pk}"


def may_export(plan: ActionPlanPage, user: Any) -> bool:
    """Whoever edits the plan sees its drafts."""
    return bool(plan.permissions_for_user(user).can_edit())


def may_import(plan: ActionPlanPage, user: Any) -> bool:
    """Whoever may do by hand what a spreadsheet does: add, change and publish activities."""
    may = plan.permissions_for_user(user)
    return bool(may.can_edit() and may.can_add_subpage() and may.can_publish())


def sheet_file(request: HttpRequest, page_id: int, kind: str) -> HttpResponse:
    """The plan's activities as a file."""
    plan = _plan(page_id)
    if not may_export(plan, request.user):
        raise PermissionDenied
    return file_response(WRITERS[kind](activities_sheet(plan)), kind, plan.title)


def sheet_screen(request: HttpRequest, page_id: int) -> HttpResponse:
    """Takes the spreadsheet out, and a changed one in."""
    plan = _plan(page_id)
    may_write = may_import(plan, request.user)
    if not (may_write or may_export(plan, request.user)):
        raise PermissionDenied
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                sheet = read_sheet(form.cleaned_data["file"], layout())
                keep(request, _name(plan), sheet.as_data())
            except SheetError as error:
                for line in str(error).split("\n"):
                    form.add_error("file", line)
            else:
                return redirect("policy_sheet_check", plan.pk)
    context = {
        "form": form,
        "may_write": may_write,
        "columns": COLUMNS,
        "most_rows": MOST_ROWS,
        "largest": LARGEST_FILE // 1024**2,
    }
    return _screen(request, plan, "sheet", context, 400 if form.errors else 200)


def sheet_check_screen(request: HttpRequest, page_id: int) -> HttpResponse:
    """The dry run, and the button that writes what it shows."""
    plan = _plan(page_id)
    if not may_import(plan, request.user):
        raise PermissionDenied
    data = kept(request, _name(plan))
    if data is None:
        messages.error(request, _("The file is not kept any more: hand it in again."))
        return redirect("policy_sheet", plan.pk)
    sheet = Sheet.from_data(data)
    if request.method != "POST":
        return _dry_run(request, plan, check(plan, sheet, request.user), sheet.notes)
    form = WriteForm(request.POST)
    if not form.is_valid():
        dry_run = check(plan, sheet, request.user)
        return _dry_run(request, plan, dry_run, sheet.notes, form, 400)
    said = form.cleaned_data
    choice = Choice(said["rows"] == "good", said["publish"])
    try:
        written = write(plan, sheet, said["digest"], choice, request.user)
    except NotWrittenError as error:
        if error.has_changed:
            why = _(
                "Nothing was written: the plan has changed since. This is what would happen now."
            )
        else:
            why = _("Nothing was written: put the bad rows right, or leave them out.")
        messages.error(request, why)
        # The digest is of a dry run that publishes nothing: it still holds where only rows are bad.
        again = None if error.has_changed else form
        return _dry_run(request, plan, error.dry_run, sheet.notes, again, 409)
    forget(request, _name(plan))
    _tell(request, written)
    return redirect("wagtailadmin_explore", plan.pk)


def _dry_run(
    request: HttpRequest,
    plan: ActionPlanPage,
    dry_run: DryRun,
    notes: list[str],
    form: WriteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "dry_run": dry_run,
        "notes": notes,
        "shown": dry_run.of(Outcome.BAD, Outcome.NEW, Outcome.CHANGED),
        "unchanged": dry_run.of(Outcome.UNCHANGED),
        "form": form or WriteForm(initial={"digest": dry_run.digest}),
    }
    return _screen(request, plan, "check", context, status)


def _screen(
    request: HttpRequest, plan: ActionPlanPage, name: str, context: dict[str, Any], status: int
) -> HttpResponse:
    titles = {"sheet": _("Spreadsheet"), "check": _("What the spreadsheet would do")}
    crumbs = [{"url": reverse("wagtailadmin_explore", args=[plan.pk]), "label": plan.title}]
    if name == "check":
        crumbs.append({"url": reverse("policy_sheet", args=[plan.pk]), "label": titles["sheet"]})
    context |= {
        "plan": plan,
        "page_title": titles[name],
        "page_subtitle": plan.title,
        "header_icon": "table",
        "breadcrumbs_items": [*crumbs, {"url": "", "label": titles[name]}],
    }
    return TemplateResponse(request, f"policy/sheets/{name}.html", context, status=status)


def _tell(request: HttpRequest, written: Written) -> None:
    """Says what was written, in numbers."""
    counted = [
        (ngettext("%(count)s new activity", "%(count)s new activities", written.new), written.new),
        (ngettext("%(count)s changed", "%(count)s changed", written.changed), written.changed),
        (
            ngettext("%(count)s published", "%(count)s published", written.published),
            written.published,
        ),
        (
            ngettext(
                "%(count)s with new English texts, as drafts",
                "%(count)s with new English texts, as drafts",
                written.english,
            ),
            written.english,
        ),
    ]
    messages.success(request, ", ".join(text % {"count": n} for text, n in counted) + ".")
    if written.left_out:
        text = ngettext(
            "%(count)s bad row was left out.", "%(count)s bad rows were left out.", written.left_out
        )
        messages.warning(request, text % {"count": written.left_out})
    for row in written.refused:
        text = _("Row %(number)s was left out: %(why)s")
        why = " ".join(message for _heading, message in row.faults)
        messages.warning(request, text % {"number": row.row.number, "why": why})
