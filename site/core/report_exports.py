"""The files of the editor's reports, made by Wagtail, as `core.tables` makes all others."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.http import StreamingHttpResponse
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.tables import CONTENT_TYPES, safe


class ReportExports(SpreadsheetExportMixin):
    """A report whose CSV tells Excel its encoding, and has no text that is run as a formula.

    To be named before Wagtail's view.
    """

    custom_value_preprocess: ClassVar[dict[Any, Any]] = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        str: {SpreadsheetExportMixin.FORMAT_CSV: safe},
    }

    def stream_csv(self, queryset: Any) -> Iterator[str]:
        """The byte order mark, then the lines."""
        yield "\ufeff"
        yield from super().stream_csv(queryset)

    def write_csv_response(self, queryset: Any) -> StreamingHttpResponse:
        response: StreamingHttpResponse = super().write_csv_response(queryset)
        response["Content-Type"] = CONTENT_TYPES["csv"]
        return response
