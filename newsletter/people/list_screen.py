"""“Subscribers”: how many there are by language and state; and who, for those who may see it.

An address is searched for by POST, so that it stands in no address and in no server's log.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic import BaseListingView, PermissionCheckedMixin

from core.report_table import STACKING, LabelledColumn
from newsletter.models import Subscriber
from newsletter.people.hand_over_screen import HandOverForm
from newsletter.people.rights import may_count, may_see

# More than these of a search: write more of the address.
MOST_FOUND = 50


class SearchForm(forms.Form):
    address = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        strip=True,
        help_text=_("All of it, or a part."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SubscriberFilterSet(WagtailFilterSet):
    """By language and state."""

    class Meta:
        model = Subscriber
        fields: ClassVar[list[str]] = ["language", "state"]

    language = django_filters.ChoiceFilter(label=_("language"), choices=settings.LANGUAGES)
    state = django_filters.ChoiceFilter(label=_("state"), choices=Subscriber.State.choices)


@dataclass(frozen=True)
class Counted:
    """A state, with how many are in it by language and in all."""

    state: Any
    by_language: list[int]

    @property
    def total(self) -> int:
        return sum(self.by_language)


def counts() -> list[Counted]:
    """How many subscribers there are of each state, in the order of the site's languages."""
    rows = Subscriber.objects.values_list("state", "language").annotate(number=Count("pk"))
    found = {(state, language): number for state, language, number in rows}
    return [
        Counted(state.label, [found.get((state.value, code), 0) for code, _n in settings.LANGUAGES])
        for state in Subscriber.State
    ]


def _day(moment: Any) -> str:
    return date_format(localtime(moment), "SHORT_DATE_FORMAT") if moment else "–"


class SubscribersView(PermissionCheckedMixin, BaseListingView):
    """The counts, and the list."""

    page_title = _("Subscribers")
    header_icon = "group"
    template_name = "newsletter/people/subscribers.html"
    model = Subscriber
    any_permission_required: ClassVar[list[str]] = ["view"]
    index_url_name = "newsletter_subscribers"
    index_results_url_name = "newsletter_subscribers_results"
    filterset_class = SubscriberFilterSet
    default_ordering = "-state_since"
    is_searchable = False
    paginate_by = 50
    table_classname = STACKING
    columns: ClassVar[list[Any]] = [
        TitleColumn(
            "address",
            label=_("E-mail address"),
            get_url=lambda one: reverse("newsletter_subscriber", args=[one.pk]),
            sort_key="address",
        ),
        LabelledColumn("language", label=_("Language"), accessor="get_language_display"),
        LabelledColumn("state", label=_("State"), accessor="get_state_display"),
        LabelledColumn(
            "state_since",
            label=_("Since"),
            accessor=lambda one: _day(one.state_since),
            sort_key="state_since",
            classname="whole",
        ),
        LabelledColumn("topics", label=_("Topics"), accessor="chosen_topics"),
        LabelledColumn("frequency", label=_("How often"), accessor="get_frequency_display"),
        LabelledColumn(
            "consent",
            label=_("Consent"),
            accessor=lambda one: _day(one.consented_at),
            classname="whole",
        ),
    ]
    # What was searched for, and what was found.
    search: Any = None
    found: Any = None

    def user_has_any_permission(self, permissions: Any) -> bool:
        return may_count(self.request.user)

    @cached_property
    def filters(self) -> Any:
        """None where there is no list to be filtered."""
        return super().filters if may_see(self.request.user) else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What is searched for; the same screen with at most MOST_FOUND of them."""
        if not may_see(request.user):
            raise PermissionDenied
        form = SearchForm(request.POST)
        if form.is_valid():
            matching = self.get_queryset().filter(address__icontains=form.cleaned_data["address"])
            self.found = {
                "rows": self._described(matching[:MOST_FOUND]),
                "is_cut": matching[MOST_FOUND:].exists(),
            }
        self.search = form
        return self.get(request, *args, **kwargs)

    def get_base_queryset(self) -> Any:
        if not may_see(self.request.user):
            return Subscriber.objects.none()
        return (
            Subscriber.objects.annotate(consented_at=Max("consents__given_at"))
            .prefetch_related("topics")
            .order_by("-state_since")
        )

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by(self.ordering, "pk")

    def _described(self, subscribers: Any) -> list[Any]:
        rows = list(subscribers)
        for one in rows:
            one.chosen_topics = ", ".join(str(topic) for topic in one.topics.all()) or _("All")
        return rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        table = context["table"]
        if self.found is not None:
            table.data = self.found["rows"]
            context |= {"object_list": table.data, "is_paginated": False, "found": self.found}
        else:
            table.data = self._described(table.data)
        return context | {
            "counts": counts(),
            "languages": [name for _code, name in settings.LANGUAGES],
            "may_see": may_see(self.request.user),
            "search": self.search or SearchForm(),
            "hand_over": HandOverForm(auto_id="hand-over-%s"),
        }
