"""The glossary in the editor: its list, its files, and the report on texts that break with it."""

from typing import ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from bilingual.glossary import public_breaches
from bilingual.glossary_files import GlossaryFileError, read_csv, write_csv
from bilingual.models import Term
from core.report_exports import ReportExports

# More than anybody works through at once; a database takes as many keys in one query.
MOST_ROWS = 500


class TermIndexView(ReportExports, IndexView):
    """The glossary's list, and its files."""


class TermViewSet(SnippetViewSet):
    """The glossary among the records."""

    model = Term
    index_view_class = TermIndexView
    icon = "openquote"
    menu_label = gettext_lazy("Glossary")
    menu_order = 260
    add_to_admin_menu = True
    list_display = ("swedish", "english", "status", "domain", "note")
    list_filter = ("status", "domain")
    search_fields = ("swedish", "english", "note")
    list_export: ClassVar[list[str]] = ["swedish", "english", "status", "domain", "note"]


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "With a first line that names the columns: swedish, english, status, domain, note. "
            "Terms that are not in the file stay."
        ),
    )


def export_glossary(request: HttpRequest) -> HttpResponse:
    """All terms as CSV, in the form that the import takes."""
    if not request.user.has_perm("bilingual.view_term") and not _may_change(request):
        raise PermissionDenied
    response = HttpResponse(write_csv(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="glossary.csv"'
    return response


def _may_change(request: HttpRequest) -> bool:
    return request.user.has_perms(["bilingual.add_term", "bilingual.change_term"])


def import_glossary(request: HttpRequest) -> HttpResponse:
    """Takes a CSV file, all or nothing."""
    if not _may_change(request):
        raise PermissionDenied
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made, changed = read_csv(form.cleaned_data["file"].read())
        except GlossaryFileError as error:
            messages.error(request, _("Nothing was changed."))
            for line in str(error).split("\n")[:20]:
                form.add_error("file", line)
        else:
            new = ngettext("%(count)s new term", "%(count)s new terms", made) % {"count": made}
            old = ngettext("%(count)s changed", "%(count)s changed", changed) % {"count": changed}
            messages.success(request, f"{new}, {old}.")
            return redirect("glossary_report")
    return TemplateResponse(
        request,
        "bilingual/glossary_import.html",
        {
            "form": form,
            "page_title": _("Import terms"),
            "header_icon": "openquote",
            "breadcrumbs_items": [
                {"url": reverse("glossary_report"), "label": _("Terms in texts")},
                {"url": "", "label": _("Import terms")},
            ],
        },
        status=400 if form.errors else 200,
    )


def glossary_report(request: HttpRequest) -> HttpResponse:
    """The published English texts that use a forbidden term or miss the preferred one."""
    if not page_permission_policy.user_has_any_permission(
        request.user, ["add", "change", "publish"]
    ):
        raise PermissionDenied
    locale = Locale.objects.get(language_code="en")
    found = sorted(public_breaches(locale), key=lambda row: not row[1].forbidden)[:MOST_ROWS]
    pages = Page.objects.live().filter(
        locale=locale, alias_of=None, translation_key__in={key for key, _breach in found}
    )
    by_key = {page.translation_key: page for page in pages}
    rows = [(by_key[key], breach) for key, breach in found if key in by_key]
    return TemplateResponse(
        request,
        "bilingual/glossary_report.html",
        {
            "rows": rows,
            "terms": Term.objects.count(),
            "may_change": _may_change(request),
            "page_title": _("Terms in texts"),
            "header_icon": "openquote",
            "breadcrumbs_items": [{"url": "", "label": _("Terms in texts")}],
        },
    )
