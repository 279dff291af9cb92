"""How issues of the newsletter name focus areas: as what they are about."""

from django.utils.translation import gettext_lazy as _

from core.mentions import Mention

PAGES = "includes/page_list.html"

MENTIONS = [
    Mention(
        "records.FocusArea",
        "newsletter_issues",
        _("Newsletter issues"),
        PAGES,
        55,
        ("-issue_date", "path"),
    ),
]
