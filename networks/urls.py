from django.urls import include, path
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from networks.views import country_index, country_page

urlpatterns = [
    # Translators: an address, lower-case ASCII with a final slash.
    path(
        pgettext_lazy("address", "countries/"),
        include(
            [
                path("", require_safe(country_index), name="country_index"),
                path("<slug:code>/", require_safe(country_page), name="country"),
            ]
        ),
    ),
]
