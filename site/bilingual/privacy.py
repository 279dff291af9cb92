"""Who may see a page is set on the Swedish one, and holds for its translations."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.models import Page, PageViewRestriction

from bilingual.tree import swedish_page


def carry_privacy(source: Page) -> None:
    """Makes each translation as private as its Swedish page.

    wagtail-localize does so too, but only when a page is submitted or synchronised.
    """
    wanted = PageViewRestriction.objects.filter(page_id=source.pk).first()
    for translation in source.get_translations():
        if wanted is None:
            for restriction in PageViewRestriction.objects.filter(page_id=translation.pk):
                restriction.delete()
            continue
        restriction, _created = PageViewRestriction.objects.update_or_create(
            page_id=translation.pk,
            defaults={
                "restriction_type": wanted.restriction_type,
                "password": wanted.password,
            },
        )
        restriction.groups.set(wanted.groups.all())


def when_restricted(sender: Any, instance: Any, action: str = "post_", **kwargs: Any) -> None:
    """Heard when a restriction, or its groups, are set, changed or lifted."""
    if not isinstance(instance, PageViewRestriction) or not action.startswith("post_"):
        return
    page = Page.objects.select_related("locale").filter(pk=instance.page_id).first()
    # No page: it is being deleted, and takes its translations along.
    if page is not None and page.locale.language_code == settings.LANGUAGE_CODE:
        carry_privacy(page)


class SetPrivacy(SetPrivacyView):
    """On a translation it is shown, and changed only on the Swedish page."""

    @method_decorator(transaction.atomic)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if swedish_page(self.page) is not None:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        source = swedish_page(self.page)
        if source is None:
            return super().render_to_response(context, **response_kwargs)
        restriction = self.restriction or self.restriction_on_ancestor
        return render_modal_workflow(
            self.request,
            "bilingual/privacy_of_translation.html",
            None,
            {
                "source": source,
                "label": restriction.get_restriction_type_display() if restriction else "",
            },
            json_data={"step": "set_privacy"},
        )
