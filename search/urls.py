from django.urls import path
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from search.views import search

urlpatterns = [
    # Translators: the address of the search page, lower-case ASCII with a final slash.
    path(pgettext_lazy("address", "search/"), require_safe(search), name="search"),
]
