"""A report as plain text: for e-mail and for the terminal."""

import re
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation

if TYPE_CHECKING:
    from policy.report_reading import ReadReport


def report_text(report: "ReadReport") -> str:
    """The whole report in its language."""
    with translation.override(report.language):
        text = render_to_string("policy/report.txt", {"report": report})
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
