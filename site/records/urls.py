from typing import Any

from django.urls import URLPattern, include, path
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from records.models import Contact, FocusArea, Keyword, Operation
from records.views import record_index, record_page


def _of(model: Any) -> list[URLPattern]:
    name, chosen = model.address_name, {"model": model}
    return [
        path("", require_safe(record_index), chosen, name=f"{name}_index"),
        path("<slug:code>/", require_safe(record_page), chosen, name=name),
    ]


urlpatterns = [
    # Translators: addresses, lower-case ASCII with a final slash.
    path(pgettext_lazy("address", "operations/"), include(_of(Operation))),
    path(pgettext_lazy("address", "focus-areas/"), include(_of(FocusArea))),
    path(pgettext_lazy("address", "contacts/"), include(_of(Contact))),
    path(pgettext_lazy("address", "keywords/"), include(_of(Keyword))),
]
