"""What was sent leads to its pictures and documents, and nobody can send it anew."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage

from newsletter.models import Mailing


def why_kept(item: Any) -> str:
    """Names the issue whose mail, or web version, has the picture or document; "" for none."""
    places = Q()
    for address in _addresses(item):
        places |= Q(html__contains=address) | Q(text__contains=address)
        places |= Q(web_body__contains=address)
    if not places:
        return ""
    # One that was cancelled before it began has no reader.
    mailings = Mailing.objects.exclude(state=Mailing.State.CANCELLED, started_at=None)
    mailing = mailings.filter(places).first()
    if mailing is None:
        return ""
    told = _("“%(name)s” stands in “%(issue)s”, which has been sent: it is kept.")
    return told % {"name": item, "issue": mailing.title}


def _addresses(item: Any) -> list[str]:
    if isinstance(item, AbstractImage):
        return [rendition.file.name for rendition in item.renditions.all()]
    return [f"/documents/{item.pk}/"] if isinstance(item, AbstractDocument) else []
