"""What the screens of the newsletter in the editor have in common."""

from typing import Any

from django.urls import reverse

from newsletter.drafts import SWEDISH
from newsletter.models import NewsletterIndexPage


def frame(title: str) -> dict[str, Any]:
    """Title, icon and way back of a screen; for Wagtail's own template."""
    index = NewsletterIndexPage.objects.filter(**SWEDISH).first()
    above = [{"url": reverse("wagtailadmin_explore", args=[index.pk]), "label": index.title}]
    return {
        "page_title": title,
        "header_icon": "doc-full",
        "breadcrumbs_items": [*above, {"url": "", "label": title}],
    }
