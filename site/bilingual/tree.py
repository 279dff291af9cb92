"""The English tree follows the Swedish one: where a page stands, and that it is there at all."""

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction, MovePagePermissionError
from wagtail.models import Page


def swedish_page(page: Page) -> Page | None:
    """The Swedish page that `page` translates; None for a Swedish page, or one without a source."""
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return None
    return page.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE).first()


def why_not_move(page: Page, destination: Page) -> str:
    """Why the page can't be moved below `destination`, in the editor's language; "" if it can."""
    if page.is_child_of(destination):
        return ""
    source = swedish_page(page)
    if source is not None:
        if source.get_parent().translation_key == destination.translation_key:
            return ""
        return _(
            "A translation stands where its Swedish page stands: "
            "move “%(title)s”, and this page follows."
        ) % {"title": source.title}
    if page.locale.language_code != settings.LANGUAGE_CODE:
        return ""
    for translation in page.get_translations().filter(alias_of=None):
        below = counterpart(destination, translation)
        if below is None or below.alias_of_id:
            return _(
                "“%(title)s” is not in English, so the English page could not follow: "
                "translate it first, or choose another page."
            ) % {"title": destination.title}
        if not Page._slug_is_available(translation.slug, below, page=translation):
            return _(
                "The English page could not follow: below “%(title)s” there is already a page "
                "with the address “%(slug)s”."
            ) % {"title": below.title, "slug": translation.slug}
    return ""


def counterpart(page: Page, translation: Page) -> Page | None:
    """The page itself in the language of `translation`."""
    return page.get_translations().filter(locale_id=translation.locale_id).first()


def refuse_to_part(sender: Any, instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Heard before each move: stops the one that would leave a translation behind."""
    if why := why_not_move(instance, parent_page_after):
        raise MovePagePermissionError(why)


def follow(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Heard after each move: puts the translations of a Swedish page where it stands now."""
    if instance.locale.language_code != settings.LANGUAGE_CODE:
        return
    parent = instance.get_parent()
    for translation in instance.get_translations():
        below = counterpart(parent, translation)
        if below is not None:
            _put_in_order(instance, translation, below)


def _put_in_order(page: Page, translation: Page, below: Page) -> None:
    """Puts `translation` after the page whose Swedish one stands nearest before `page`."""
    siblings = Page.objects.sibling_of(page, inclusive=False)
    swedish = siblings.filter(translation_key=OuterRef("translation_key"))
    before = swedish.filter(path__lt=page.path).values("path")[:1]
    anchor = (
        below.get_children()
        .annotate(swedish_path=Subquery(before))
        .exclude(swedish_path=None)
        .order_by("-swedish_path")
        .first()
    )
    if translation.is_child_of(below):
        earlier = below.get_children().filter(Exists(swedish), path__lt=translation.path)
        if earlier.order_by("-path").first() == anchor:
            return
    target, position = (anchor, "right") if anchor else (below, "first-child")
    MovePageAction(translation, target, pos=position).execute(skip_permission_checks=True)


def delete_with_source(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Heard after each deletion: a translation without its source is nobody's."""
    if instance.locale.language_code != settings.LANGUAGE_CODE:
        return
    for translation in Page.objects.filter(translation_key=instance.translation_key):
        translation.delete()
