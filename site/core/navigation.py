"""The site's navigation: main menu, section menu, breadcrumb, language choice."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.validators import slug_re
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language_info, override
from wagtail.models import Page, Site

from core.languages import answering, reading_language, shown

# Nobody's pages lie deeper; longer addresses are not looked up.
DEEPEST = 8


@dataclass(frozen=True)
class LanguageAlternative:
    """One language of the choice: its code, its own name, and the page's address in it."""

    code: str
    name: str
    url: str | None
    is_current: bool


@dataclass(frozen=True)
class Crumb:
    """A place above one that is no page of the tree, in the breadcrumb."""

    title: str
    url: str


def home_page(request: HttpRequest, language: str) -> Page | None:
    """The live home page in `language`, or None; the one that led to this page costs nothing."""
    routed = getattr(request, "home_page", None)
    # The page that was routed from is the home page of the address's language.
    if routed is not None and routed.live and language == reading_language():
        return routed
    site = Site.find_for_request(request)
    if site is None:
        return None
    return (
        answering(
            Page.objects.filter(
                translation_key=site.root_page.translation_key, locale__language_code=language
            )
        )
        .select_related("locale")
        .first()
    )


def sections(home: Page) -> "QuerySet[Page]":
    """The live pages directly under `home`, in the order of the tree."""
    pages = shown(Page.objects.child_of(home), passed=home.depth)
    return pages.select_related("locale").order_by("path")


def breadcrumb(page: Page) -> list[Page]:
    """The pages above `page`, from the home page down; empty on the home page itself."""
    return list(
        answering(page.get_ancestors().filter(depth__gt=1))
        .select_related("locale")
        .order_by("path")
    )


def section_menu(page: Page) -> list[Page]:
    """The pages of the same section, one level: the children, or the siblings of a leaf.

    Empty for the home page, and where a page has neither.
    """
    if page.depth <= 2 or (page.depth == 3 and not page.numchild):
        return []
    if page.numchild:
        found = shown(Page.objects.child_of(page), passed=page.depth)
    else:
        found = shown(Page.objects.sibling_of(page), passed=page.depth - 1)
    return list(found.select_related("locale").order_by("path")[:50])


def language_alternatives(page: Page, address: str = "url") -> list[LanguageAlternative]:
    """Each language of the site with the page's address there, None where it has no version.

    `address` names the attribute that gives it, for what stands below a page (the matrix).
    """
    same = answering(type(page).objects.filter(translation_key=page.translation_key))
    versions = {}
    for version in same.select_related("locale"):
        versions[version.locale.language_code] = version
        if version.pk == page.pk:
            # Fetched along, so that the page itself need not ask for it.
            page.locale = version.locale
    current = page.locale.language_code
    # A draft in preview is its own version, though it isn't live.
    versions[current] = page
    urls = {code: getattr(version, address, None) for code, version in versions.items()}
    return alternatives_at(urls, current)


def alternatives_at(urls: Mapping[str, str | None], current: str) -> list[LanguageAlternative]:
    """Each language of the site with its address among `urls`, None where there is none."""
    return [
        LanguageAlternative(
            code=code,
            name=get_language_info(code)["name_local"].capitalize(),
            url=urls.get(code),
            is_current=code == current,
        )
        for code, _name in settings.LANGUAGES
    ]


def route_alternatives(name: str, *args: str, query: str = "") -> list[LanguageAlternative]:
    """The address of this name in each language of the site, for what is no page of the tree."""
    urls = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            urls[code] = reverse(name, args=args) + query
    return alternatives_at(urls, reading_language())


def untranslated_page(request: HttpRequest) -> Page | None:
    """The public Swedish page whose address in the other language was asked for; None if none is.

    Such an address has the other language's words as far as there are any, then the Swedish ones,
    then what the page itself answers (the matrix of a plan).
    """
    language, *parts = [part for part in request.path_info.split("/") if part] or [""]
    here = home_page(request, settings.LANGUAGE_CODE)
    there = here and _version(here, language)
    for place, part in enumerate(parts[:DEEPEST]):
        above, step = here, _child(there, part)
        if step is not None:
            there, here = step, _version(step, settings.LANGUAGE_CODE)
        elif (here := _child(here, part)) is not None:
            there = _version(here, language)
        if here is None:
            rest = "/".join(["", *parts[place:]])
            routes = above.specific.get_route_paths() if above else []
            here = above if rest in [route.rstrip("/") for route in routes] else None
            break
    if here is None or not here.live or here.get_view_restrictions().exists():
        return None
    return here


def _version(page: Page, language: str) -> Page | None:
    """The page in `language`, live or not."""
    return page.get_translations().filter(locale__language_code=language).first()


def _child(page: Page | None, part: str) -> Page | None:
    """The page below `page` that this part of an address names, live or not."""
    # What cannot be a slug is not looked up: PostgreSQL refuses a zero byte.
    if page is None or not slug_re.match(part):
        return None
    return page.get_children().filter(slug=part).first()
