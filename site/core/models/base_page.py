import logging
from typing import Any, ClassVar

from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.search import index

from core.bilingual_fields import BilingualFields
from core.copy_form import SameLanguageCopyForm
from core.indexing import is_put_off
from core.navigation import breadcrumb, language_alternatives, section_menu
from core.page_form import FactsLockedForm
from core.panels import grouped
from core.publishing import refusal
from core.unseen import SeenTexts

logger = logging.getLogger(__name__)

TITLE_LANGUAGES = [
    ("sv", _("Swedish")),
    ("en", _("English")),
    ("de", _("German")),
    ("fr", _("French")),
    ("fi", _("Finnish")),
]


class BasePage(SeenTexts, BilingualFields, Page):
    """What every page of the site has: a lead, a search description and its place in the tree."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_(
            "The lead: a few sentences that say the most important thing. "
            "A blank line starts a new paragraph."
        ),
    )
    title_language = models.CharField(
        _("language of the title"),
        max_length=5,
        blank=True,
        choices=TITLE_LANGUAGES,
        help_text=_(
            "Only if the title is in another language than the page, as a project's name may be: "
            "it is then read out right."
        ),
    )

    review_on = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("When somebody should read the page again; its owner is told on that day."),
    )

    base_form_class = FactsLockedForm
    copy_form_class = SameLanguageCopyForm

    translatable: ClassVar[list[str]] = [
        "title",
        "slug",
        "seo_title",
        "search_description",
        "introduction",
    ]
    facts: ClassVar[list[str]] = ["show_in_menus", "title_language", "review_on", "keyword_links"]
    # Whether such a page may be written in English alone (news for partners).
    may_lack_swedish: ClassVar[bool] = False

    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("introduction")]
    content_panels = grouped()
    promote_panels: ClassVar[list[Any]] = [
        # Wagtail's own, with its menus in a group that says what they are.
        Page.promote_panels[0],
        MultiFieldPanel(
            ["show_in_menus", "title_language"],
            heading=_("Menus and language (the same in both languages)"),
        ),
    ]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["breadcrumb"] = breadcrumb(self)
        context["section_top"] = next(reversed(context["breadcrumb"]), None)
        context["section_menu"] = self.section_pages()
        context["language_alternatives"] = language_alternatives(self)
        return context

    @transaction.atomic
    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> None:
        """Publishes in one transaction with what follows from it for the other language.

        What may not be public stays as it is, and its history says why: the last line of defence,
        for what comes due by itself. Whoever publishes by hand has been told before.
        """
        user = kwargs.get("user")
        if reason := refusal(revision.as_object(), user):
            self.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)
            log(self, "core.not_published", user=user, data={"reason": reason})
            logger.warning("Not published: page %s. %s", self.pk, reason)
            return
        super().publish(revision, *args, **kwargs)

    def get_indexed_instance(self) -> Page | None:
        """The page for the search index; None while many are saved, and it is indexed later."""
        return None if is_put_off(self) else super().get_indexed_instance()

    def section_pages(self) -> list[Page]:
        """The pages that the section menu shows."""
        return section_menu(self)

    @property
    def language_code(self) -> str:
        """The page's own language, for `lang` (WCAG 2.2, 3.1.1)."""
        return self.locale.language_code
