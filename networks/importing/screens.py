"""The import in the editor: hand files in, see what they would do, answer, write drafts."""

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
from core.sheets.reading import content_of
from core.sheets.sheet import LARGEST_FILE, SheetError
from networks.importing.checking import Answers, check
from networks.importing.dry_run import DryRun
from networks.importing.forms import AnswersForm, FilesForm, WriteForm
from networks.importing.found import Found
from networks.importing.plain import headings
from networks.importing.sources import read_projects
from networks.importing.writing import Written, write
from networks.models import ProjectIndexPage

# Wagtail takes a good part of a second to save a page, and the web server waits for a minute.
MOST_AT_ONCE = 50


def _index(request: HttpRequest, page_id: int) -> ProjectIndexPage:
    """The Swedish index of projects, for whoever may add projects to it."""
    index: ProjectIndexPage = get_object_or_404(
        ProjectIndexPage, id=page_id, locale__language_code="sv", alias_of=None
    )
    if not may_import(index, request.user):
        raise PermissionDenied
    return index


def may_import(index: ProjectIndexPage, user: Any) -> bool:
    """Whoever may add a project by hand."""
    return bool(index.permissions_for_user(user).can_add_subpage())


def _refuse_many(found: Found) -> None:
    """Raises SheetError for more than can be written while the editor waits."""
    if len(found.projects) > MOST_AT_ONCE:
        raise SheetError(
            _(
                "The file has %(number)s projects, and at most %(most)s are fetched here at once: "
                "divide it, or ask the IT department to run import_projects."
            )
            % {"number": len(found.projects), "most": MOST_AT_ONCE}
        )


def _name(index: ProjectIndexPage) -> str:
    return f"networks.import.{index.pk}"


def import_screen(request: HttpRequest, page_id: int) -> HttpResponse:
    """Takes files in."""
    index = _index(request, page_id)
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = FilesForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                read = [
                    (file.name or "", content_of(file)) for file in form.cleaned_data["uploads"]
                ]
                found = read_projects(form.cleaned_data["source"], read)
                _refuse_many(found)
            except SheetError as error:
                for line in str(error).split("\n"):
                    form.add_error("uploads", line)
            else:
                keep(request, _name(index), {"found": found.as_data(), "answers": {}})
                return redirect("networks_import_check", index.pk)
    context = {
        "form": form,
        "columns": headings().items(),
        "largest": LARGEST_FILE // 1024**2,
        "most": MOST_AT_ONCE,
    }
    return _screen(request, index, "files", context, 400 if form.errors else 200)


def import_check_screen(request: HttpRequest, page_id: int) -> HttpResponse:
    """The dry run, its questions, and the button that writes what it shows."""
    index = _index(request, page_id)
    data = kept(request, _name(index))
    if data is None:
        messages.error(request, _("The file is not kept any more: hand it in again."))
        return redirect("networks_import", index.pk)
    found, answers = Found.from_data(data["found"]), data["answers"]
    if request.method != "POST":
        return _dry_run(request, index, check(index, found, answers, request.user))
    if "digest" not in request.POST:
        return _answer(request, index, found, answers)
    form = WriteForm(request.POST)
    if not form.is_valid():
        dry_run = check(index, found, answers, request.user)
        return _dry_run(request, index, dry_run, form, 400)
    said = form.cleaned_data
    good = said["rows"] == "good"
    try:
        written = write(
            index, found, answers, request.user, digest=said["digest"], only_good_rows=good
        )
    except NotWrittenError as error:
        if error.has_changed:
            why = _("Nothing was written: something has changed since. This is what would happen.")
        else:
            why = _("Nothing was written: put the bad projects right, or leave them out.")
        messages.error(request, why)
        return _dry_run(request, index, error.dry_run, None if error.has_changed else form, 409)
    forget(request, _name(index))
    _tell(request, written)
    return redirect("wagtailadmin_explore", index.pk)


def _answer(
    request: HttpRequest, index: ProjectIndexPage, found: Found, answers: Answers
) -> HttpResponse:
    """Keeps the answers, and shows what would happen by them."""
    dry_run = check(index, found, answers, request.user)
    form = AnswersForm(request.POST, questions=dry_run.questions)
    if not form.is_valid():
        return _dry_run(request, index, dry_run, None, 400, form)
    given = {name: answer for name, answer in form.cleaned_data.items() if answer}
    keep(request, _name(index), {"found": found.as_data(), "answers": answers | given})
    return redirect("networks_import_check", index.pk)


def _dry_run(
    request: HttpRequest,
    index: ProjectIndexPage,
    dry_run: DryRun,
    form: WriteForm | None = None,
    status: int = 200,
    answers: AnswersForm | None = None,
) -> HttpResponse:
    unchanged = dry_run.of(Outcome.UNCHANGED)
    context = {
        "dry_run": dry_run,
        "shown": [row for row in dry_run.rows if row not in unchanged or row.kept],
        "unchanged": [row for row in unchanged if not row.kept],
        "answers": answers or AnswersForm(questions=dry_run.questions),
        "form": form or WriteForm(initial={"digest": dry_run.digest}),
    }
    return _screen(request, index, "check", context, status)


def _screen(
    request: HttpRequest, index: ProjectIndexPage, name: str, context: dict[str, Any], status: int
) -> HttpResponse:
    titles = {"files": _("Fetch projects"), "check": _("What the file would do")}
    crumbs = [{"url": reverse("wagtailadmin_explore", args=[index.pk]), "label": index.title}]
    if name == "check":
        crumbs.append(
            {"url": reverse("networks_import", args=[index.pk]), "label": titles["files"]}
        )
    context |= {
        "index": index,
        "page_title": titles[name],
        "page_subtitle": index.title,
        "header_icon": "download",
        "breadcrumbs_items": [*crumbs, {"url": "", "label": titles[name]}],
    }
    return TemplateResponse(request, f"networks/importing/{name}.html", context, status=status)


def _tell(request: HttpRequest, written: Written) -> None:
    """Says what was written, in numbers."""
    if not written.has_changed:
        messages.success(request, _("Nothing has changed."))
    else:
        parts = [
            ngettext("%(count)s new draft", "%(count)s new drafts", written.new)
            % {"count": written.new},
            ngettext("%(count)s changed", "%(count)s changed", written.changed)
            % {"count": written.changed},
        ]
        messages.success(request, ", ".join(parts) + ".")
    left = written.left_out + written.waiting
    if left:
        text = ngettext(
            "%(count)s project was left out.", "%(count)s projects were left out.", left
        )
        messages.warning(request, text % {"count": left})
    for row in written.refused:
        why = " ".join(message for _heading, message in row.faults)
        text = _("%(name)s was left out: %(why)s")
        messages.warning(request, text % {"name": row.reference, "why": why})
