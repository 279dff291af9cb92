"""Demo content that pages show without being pages: shared content, a picture, a document."""

from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from seed.bodies import body_pairs, stream_data
from seed.drawing import drawing
from seed.reading import PageEntry, read_shared

PICTURE = {
    "title": "Exempel: en teckning",
    "description": "Teckning: ett rött hus vid vattnet, under en låg sol.",
    "description_en": "Drawing: a red house by the water, under a low sun.",
    "credit": "Exempel, ritat för webbplatsen",
    "credit_en": "An example, drawn for the website",
}
DOCUMENT = "Exempel: ett dokument"
WORDS = """Det här är ett exempel på ett dokument som kan hämtas från webbplatsen.
This is an example of a document that can be downloaded from the website.
"""


def load_examples() -> int:
    """Makes those that are not there, known by their names; gives how many."""
    made = sum(_load_shared(entry) for entry in read_shared())
    picture, document = get_image_model().objects, get_document_model().objects
    if not picture.filter(title=PICTURE["title"]).exists():
        picture.create(file=ContentFile(drawing(), "exempel.png"), **PICTURE)
        made += 1
    if not document.filter(title=DOCUMENT).exists():
        document.create(title=DOCUMENT, file=ContentFile(WORDS.encode(), "exempel.txt"))
        made += 1
    return made


def _load_shared(entry: PageEntry) -> bool:
    """Whether it was made. Raises SeedError for what its body may not have."""
    model: Any = apps.get_model(entry.model)
    if model.objects.filter(name=entry.values["name"]).exists():
        return False
    # Says where a paragraph has no translation.
    body_pairs(entry)
    body_sv, body_en = (_body(model, entry, language) for language in ("sv", "en"))
    model(name=entry.values["name"], body_sv=body_sv, body_en=body_en).save()
    return True


def _body(model: type[models.Model], entry: PageEntry, language: str) -> Any:
    blocks = [{**block, "sv": block[language]} for block in entry.body]
    said = PageEntry(entry.file, f"{entry.key}/{language}", entry.model, "", {}, blocks)
    field: Any = model._meta.get_field(f"body_{language}")
    return field.stream_block.to_python(stream_data(said))
