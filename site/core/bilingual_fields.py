"""Which fields are text (translated) and which are facts (the same in both languages)."""

from typing import Any, ClassVar

from django.utils.functional import classproperty
from wagtail_localize.fields import SynchronizedField, TranslatableField


class BilingualFields:
    """Collects `translatable` and `facts` of a model and its mixins for wagtail-localize.

    Each class names only its own fields; `bilingual.checks` fails for a field in neither list.
    """

    translatable: ClassVar[list[str]] = []
    facts: ClassVar[list[str]] = []

    @classmethod
    def _named(cls, attribute: str) -> list[str]:
        names: dict[str, None] = {}
        for klass in reversed(cls.__mro__):
            names.update(dict.fromkeys(vars(klass).get(attribute, ())))
        return list(names)

    @classproperty
    def translatable_fields(cls) -> list[Any]:  # noqa: N805
        """The list that wagtail-localize reads: text is translated, facts are copied and locked."""
        return [
            *(TranslatableField(name) for name in cls._named("translatable")),
            *(SynchronizedField(name, overridable=False) for name in cls._named("facts")),
        ]
