"""For the templates of a part of a report."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from blocks.report_part import Row
from core.languages import reading_language
from core.templatetags.writing import said

register = template.Library()


@register.simple_tag
def row_title(row: Row, whole: bool = False) -> SafeString:
    """The row's title, a link to its page where that is public; `whole`: from anywhere."""
    title = said(row.title)
    if row.page is None:
        return title
    code = row.page.locale.language_code
    address = row.page.full_url if whole else row.page.url
    if code == reading_language():
        return format_html('<a href="{}">{}</a>', address, title)
    return format_html('<a href="{}" hreflang="{}">{}</a>', address, code, title)
