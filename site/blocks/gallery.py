"""The gallery: every block in every channel, in both languages, light and dark, for editors."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse, reverse_lazy
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.blocks import StreamValue

from blocks.channels import Channel, render
from blocks.colours import DARK, LIGHT, in_colours
from blocks.mail import mail_html
from blocks.streams import NewsletterBody

STYLES = ("tokens", "base", "layout", "components", "blocks", "lists", "map", "library", "forms")
SCHEMES = {LIGHT: gettext_lazy("Light"), DARK: gettext_lazy("Dark")}
LABELS = {
    Channel.WEB: gettext_lazy("Web page"),
    Channel.MAIL: gettext_lazy("E-mail"),
    Channel.TEXT: gettext_lazy("Plain text"),
    Channel.PRINT: gettext_lazy("Print and PDF"),
    Channel.JSON: gettext_lazy("JSON"),
}
# The channels whose colours follow the reader's choice.
COLOURED = (Channel.WEB, Channel.MAIL)


@dataclass(frozen=True)
class Shown:
    """One picture of a block: its channel, language and colours."""

    channel: Channel
    language: str
    scheme: str
    address: str

    @property
    def label(self) -> str:
        """“Web page · Swedish · Dark”."""
        parts = [LABELS[self.channel], dict(settings.LANGUAGES)[self.language]]
        if self.channel in COLOURED:
            parts.append(SCHEMES[self.scheme])
        return " · ".join(str(_(str(part))) for part in parts)


def blocks_of_the_library() -> dict[str, Any]:
    """By name, every block that a body of the site may have."""
    return dict(NewsletterBody().child_blocks)


def pictures_of(name: str) -> list[Shown]:
    """Every way in which readers meet the block."""
    address = reverse("block_picture", args=[name])
    return [
        Shown(channel, code, scheme, f"{address}?channel={channel}&language={code}&scheme={scheme}")
        for channel in Channel
        for code, _name in settings.LANGUAGES
        for scheme in (SCHEMES if channel in COLOURED else (LIGHT,))
    ]


def gallery(request: HttpRequest) -> HttpResponse:
    """All blocks; one of them, in every channel, with `?block=`."""
    library = blocks_of_the_library()
    chosen = request.GET.get("block", next(iter(library)))
    if chosen not in library:
        raise Http404
    block = library[chosen]
    return TemplateResponse(
        request,
        "blocks/gallery.html",
        {
            "page_title": _("Blocks"),
            "header_icon": "grip",
            "breadcrumbs_items": [{"url": "", "label": _("Blocks")}],
            "library": [
                (name, item.label, reverse("block_gallery") + f"?block={name}")
                for name, item in library.items()
            ],
            "chosen": chosen,
            # Not “block”: templates have a name for that themselves.
            "chosen_label": block.label,
            "description": block.get_description(),
            "pictures": pictures_of(chosen),
        },
    )


def picture(request: HttpRequest, name: str) -> HttpResponse:
    """One block in one channel, as its readers get it. Raises Http404 for what there is not."""
    library = blocks_of_the_library()
    channel, language = request.GET.get("channel"), request.GET.get("language")
    scheme = request.GET.get("scheme", LIGHT)
    known = channel in set(Channel) and language in dict(settings.LANGUAGES) and scheme in SCHEMES
    if name not in library or not known:
        raise Http404
    return HttpResponse(_document(name, Channel(str(channel)), str(language), scheme, request))


def example_of(name: str, language: str) -> Any:
    """A stream with the block alone, with the example content of that language; an empty one where
    the site has nothing to show (no picture, no document yet).
    """
    body = NewsletterBody()
    with override(language):
        value = body.child_blocks[name].get_preview_value()
    return StreamValue(body, [(name, value)] if value is not None else [])


def _document(name: str, channel: Channel, language: str, scheme: str, request: HttpRequest) -> str:
    stream = example_of(name, language)
    if not stream:
        with override(language):
            return _("The site has nothing yet that this block could show.")
    if channel is Channel.MAIL:
        with override(language):
            title = _("Newsletter")
        return in_colours(mail_html(title, stream, language), scheme)
    rendered = render(stream, channel, language)
    response = TemplateResponse(
        request,
        "blocks/picture.html",
        {
            "content": mark_safe(rendered) if channel in (Channel.WEB, Channel.PRINT) else rendered,
            "is_plain": channel in (Channel.TEXT, Channel.JSON),
            "language": language,
            "title": f"{name}, {channel}, {language}",
            "styles": mark_safe(_styles(scheme, channel is Channel.PRINT)),
        },
    )
    return str(response.render().content.decode())


def _styles(scheme: str, is_print: bool) -> str:
    names = (*STYLES, "print") if is_print else STYLES
    files = [finders.find(f"css/{name}.css") for name in names]
    text = "\n".join(Path(str(file)).read_text(encoding="utf-8") for file in files if file)
    text = in_colours(text, scheme)
    return text.replace("@media print", "@media all") if is_print else text


@hooks.register("register_admin_urls")
def gallery_addresses() -> list[Any]:
    """The gallery, and each picture in it."""
    return [
        path("blocks/", gallery, name="block_gallery"),
        path("blocks/<slug:name>/", picture, name="block_picture"),
    ]


@hooks.register("register_reports_menu_item")
def gallery_in_the_menu() -> MenuItem:
    """Among the reports, for everyone who edits."""
    address = reverse_lazy("block_gallery")
    return MenuItem(gettext_lazy("Blocks"), address, icon_name="grip", order=900)
