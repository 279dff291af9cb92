"""A table with headers and a caption, whose words are translated cell by cell."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockAdapter,
    TypedTableBlockValidationError,
)
from wagtail_localize.segments import StringSegmentValue

from blocks.examples import in_both
from core.unseen import fault_in

MOST_COLUMNS, MOST_ROWS = 8, 100
LONGEST_CAPTION, LONGEST_HEADER = 200, 120


class TableBlock(TypedTableBlock):
    """Cells of words; the first column says what each row is of (`th scope="row"`)."""

    text = blocks.CharBlock(label=_("Text"), required=False, max_length=300)

    class Meta:
        icon = "table"
        group = _("Facts")
        label = _("Table")
        template = "blocks/table/web.html"
        description = _("A table with headers and caption")
        help_text = _(
            "Give it a caption, a header for each column, and in the first column what each row "
            "is of. For facts, not to place things."
        )
        preview_value = in_both(
            {
                "caption": "Vänorter efter land",
                "columns": [
                    {"type": "text", "heading": "Land"},
                    {"type": "text", "heading": "Vänort"},
                ],
                "rows": [
                    {"values": ["Tyskland", "Kassel"]},
                    {"values": ["Danmark", "Randers"]},
                ],
            },
            {
                "caption": "Twin towns by country",
                "columns": [
                    {"type": "text", "heading": "Country"},
                    {"type": "text", "heading": "Twin town"},
                ],
                "rows": [
                    {"values": ["Germany", "Kassel"]},
                    {"values": ["Denmark", "Randers"]},
                ],
            },
        )

    def get_preview_value(self) -> Any:
        return self.to_python(self.meta.preview_value())

    def clean(self, table: Any) -> Any:
        """Raises an error for a table that could not be read out: no caption, no headers. A draft's
        table may lack them.
        """
        table = super().clean(table)
        faults: list[Any] = [] if self.is_deferred_validation else _lacking(table)
        if len(table.columns) > MOST_COLUMNS or len(table.row_data) > MOST_ROWS:
            faults.append(
                _("At most %(columns)s columns and %(rows)s rows: nobody reads more on a page.")
                % {"columns": MOST_COLUMNS, "rows": MOST_ROWS}
            )
        headers = [str(column["heading"]) for column in table.columns]
        words = [table.caption, *headers]
        faults += _too_long(str(table.caption), LONGEST_CAPTION)
        faults += [fault for header in headers for fault in _too_long(header, LONGEST_HEADER)]
        words += [cell for row in table.row_data for cell in row["values"]]
        # Wagtail's table is no block of blocks that `core.unseen` goes through.
        if unseen := next(filter(None, (fault_in(str(text)) for text in words)), ""):
            faults.append(unseen)
        if faults:
            raise TypedTableBlockValidationError(
                non_block_errors=[ValidationError(fault) for fault in faults]
            )
        return table

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        headers = [column["heading"] for column in value.columns]
        context["rows"] = [list(zip(headers, row["values"], strict=True)) for row in value.row_data]
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {
            "caption": value.caption,
            "headers": [column["heading"] for column in value.columns],
            "rows": [list(row["values"]) for row in value.row_data],
        }

    def get_translatable_segments(self, value: Any) -> list[StringSegmentValue]:
        """Caption, headers and cells by their place, which is the same in both languages (read by
        wagtail-localize): so it is seen what has been translated from what.
        """
        found = {"caption": value.caption}
        found |= {f"header-{n}": column["heading"] for n, column in enumerate(value.columns)}
        found |= {
            f"cell-{row}-{column}": words
            for row, data in enumerate(value.row_data)
            for column, words in enumerate(data["values"])
        }
        return [StringSegmentValue(place, words) for place, words in found.items() if words]

    def restore_translated_segments(self, value: Any, segments: Any) -> TypedTable:
        """The same table in the other language (called by wagtail-localize)."""
        words = {segment.path: segment.render_text() for segment in segments}
        columns = [
            {**column, "heading": words.get(f"header-{n}", column["heading"])}
            for n, column in enumerate(value.columns)
        ]
        rows = [
            {
                "values": [
                    words.get(f"cell-{row}-{column}", own)
                    for column, own in enumerate(data["values"])
                ]
            }
            for row, data in enumerate(value.row_data)
        ]
        return TypedTable(columns, rows, words.get("caption", value.caption))


class TableAdapter(TypedTableBlockAdapter):
    """The block's form with words of ours: Wagtail's are not in its Swedish catalogue."""

    def js_args(self, block: Any) -> list[Any]:
        args: list[Any] = super().js_args(block)
        args[-1]["strings"] |= {
            "CAPTION": _("Table caption"),
            "CAPTION_HELP_TEXT": _("Says what the table is of; it is read out first."),
        }
        return args


register(TableAdapter(), TableBlock)


def _lacking(table: TypedTable) -> list[Any]:
    faults: list[Any] = []
    if not table.caption.strip():
        faults.append(_("Give the table a caption: it is read out first."))
    if len(table.columns) < 2 or not table.row_data:
        faults.append(_("A table has two columns at least, and a row."))
    elif not all(str(column["heading"]).strip() for column in table.columns):
        faults.append(_("Give every column a header."))
    elif not all(str(row["values"][0]).strip() for row in table.row_data):
        faults.append(_("Say in the first column what each row is of."))
    return faults


def _too_long(words: str, limit: int) -> list[str]:
    try:
        MaxLengthValidator(limit)(words)
    except ValidationError as error:
        name = _("“%(title)s”") % {"title": Truncator(words).chars(40)}
        return [f"{name}: {message}" for message in error.messages]
    return []
