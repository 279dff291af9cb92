import datetime as dt
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.contrib.routable_page.models import path
from wagtail.search import index

from blocks.streams import article_body
from core.languages import preferred_pages, read_references
from core.models import BasePage, ExampleMixin, RoutesMixin
from core.models.web_address import WebAddressField
from core.panels import grouped
from core.references import checkboxes
from core.time_zones import time_zone_choices
from home.calendar import calendar_address, calendar_of, subscription
from home.conditional import unless_known
from home.feed import feed_address, feed_response
from home.models.related import Related
from home.occurrences import coming, next_times, past
from home.topics import about, query_of, titled, topics_of
from records.fields import contact_field, focus_areas_field, keywords_field

MOST_PAST = 50
# In years: calendars get the clock changes of all of them.
LONGEST_REPETITION = 10
CALENDAR = "text/calendar; charset=utf-8"


def _absolute(request: HttpRequest) -> "Callable[[EventPage], str]":
    return lambda event: request.build_absolute_uri(event.get_url(request))


class EventIndexPage(RoutesMixin, BasePage):
    """All events: the coming ones, then the past ones."""

    translatable: ClassVar[list[str]] = []
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("events index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["coming"] = coming(self.events())
        context["past"] = past(self.events(), MOST_PAST)
        return context

    def events(self) -> Any:
        """The events; in Swedish those that there are not in the page's language."""
        events = preferred_pages(EventPage.objects.all(), self.language_code, passed=self.depth)
        return events.order_by("starts_at", "path")

    @path("")
    def page(self, request: HttpRequest) -> HttpResponse:
        return self.render(request)

    @path("feed.atom/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The latest events as a feed; of a topic alone where the address names one."""
        return feed_response(self, self.events().order_by("-first_published_at", "path"), request)

    @path("kalender.ics/", name="calendar")
    @path("calendar.ics/", name="calendar_en")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """All events as a calendar to subscribe to; of a topic where the address names one."""
        topics = topics_of(request.GET, self)
        found = calendar_of(about(self.events(), topics), _absolute(request))
        source = request.build_absolute_uri(self.calendar_url + query_of(topics))
        content = subscription(found, titled(self.title, topics), source).to_ical()
        return unless_known(request, HttpResponse(content, content_type=CALENDAR))

    @property
    def feed_url(self) -> str:
        """The feed's address."""
        return feed_address(self)

    @property
    def calendar_url(self) -> str:
        """The address of the calendar to subscribe to."""
        return calendar_address(self)


class Repetition(models.TextChoices):
    """How an event comes again, as calendars know it (RFC 5545, FREQ)."""

    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")
    YEARLY = "yearly", _("Every year")


class EventPage(RoutesMixin, ExampleMixin, BasePage):
    """A seminar, study trip, course or debate: when, where, for whom, how to sign up."""

    starts_at = models.DateTimeField(_("starts at"), help_text=_("Swedish time."))
    ends_at = models.DateTimeField(_("ends at"), help_text=_("Swedish time."))
    is_cancelled = models.BooleanField(
        _("cancelled"), default=False, help_text=_("The page stays and says so.")
    )
    place = models.CharField(_("place"), max_length=255, help_text=_("Room, address, town."))
    audience = models.CharField(
        _("audience"), max_length=255, blank=True, help_text=_("Whom it is for.")
    )
    sign_up_address = WebAddressField(
        _("sign-up address"), blank=True, help_text=_("Where readers sign up, with https://.")
    )
    sign_up_deadline = models.DateField(
        _("last day to sign up"),
        null=True,
        blank=True,
        help_text=_("Empty if readers can sign up until it begins."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        default="Europe/Stockholm",
        choices=time_zone_choices,
        help_text=_("Of the place: the times above are still entered in Swedish time."),
    )
    repeats = models.CharField(
        _("repeats"),
        max_length=10,
        choices=Repetition,
        blank=True,
        help_text=_("Empty if it is held once."),
    )
    repeats_until = models.DateField(
        _("repeats until"), null=True, blank=True, help_text=_("The last day that it can be on.")
    )
    focus_areas = focus_areas_field("events")
    keywords = keywords_field()
    contact = contact_field("events")
    body = article_body()

    may_lack_swedish: ClassVar[bool] = True
    translatable: ClassVar[list[str]] = ["place", "audience", "body"]
    facts: ClassVar[list[str]] = [
        "starts_at",
        "ends_at",
        "is_cancelled",
        "time_zone",
        "repeats",
        "repeats_until",
        "related_pages",
        "sign_up_address",
        "sign_up_deadline",
        "focus_areas",
        "contact",
    ]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("place"),
        index.SearchField("body"),
    ]
    content_panels = grouped(
        what=["introduction", "place", "audience"],
        facts=[
            "is_example",
            FieldRowPanel(["starts_at", "ends_at"]),
            "is_cancelled",
            "time_zone",
            FieldRowPanel(["repeats", "repeats_until"], heading=_("Repetition")),
            "sign_up_address",
            "sign_up_deadline",
            checkboxes("focus_areas"),
            "keywords",
        ],
        contents=[
            "body",
            InlinePanel(
                "related_pages",
                heading=_("Related pages (the same in both languages)"),
                label=_("Related page"),
            ),
        ],
        contacts=[FieldPanel("contact")],
    )
    parent_page_types: ClassVar[list[str]] = ["home.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["related"] = read_references(
            row.related for row in self.related_pages.select_related("related")
        )
        return context

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            errors["ends_at"] = _("The end lies before the start: change one of the two times.")
        if self.sign_up_deadline and self.starts_at:
            starts_on = timezone.localtime(self.starts_at).date()
            if self.sign_up_deadline > starts_on:
                errors["sign_up_deadline"] = _(
                    "The last day to sign up lies after the event has begun: choose an earlier day."
                )
        if bool(self.repeats) != bool(self.repeats_until):
            missing = "repeats_until" if self.repeats else "repeats"
            errors[missing] = _("Give both how it repeats and until when, or neither.")
        if self.repeats_until and self.starts_at:
            first = timezone.localtime(self.starts_at).date()
            if self.repeats_until < first:
                errors["repeats_until"] = _("The last day lies before the first time.")
            elif self.repeats_until.year > first.year + LONGEST_REPETITION:
                errors["repeats_until"] = _(
                    "At most %(years)s years ahead: it can be extended."
                ) % {"years": LONGEST_REPETITION}
        if errors:
            raise ValidationError(errors)

    @path("")
    def details(self, request: HttpRequest) -> HttpResponse:
        return self.render(request)

    @path("calendar.ics/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """The event as a calendar file (RFC 5545)."""
        content = calendar_of([self], _absolute(request)).to_ical()
        response = HttpResponse(content, content_type=CALENDAR)
        response["Content-Disposition"] = f'attachment; filename="{self.slug}.ics"'
        return unless_known(request, response)

    @property
    def calendar_url(self) -> str:
        """The address of the calendar file."""
        return self.url + "calendar.ics"

    @property
    def sign_up_has_closed(self) -> bool:
        """Whether the last day to sign up has passed."""
        return bool(self.sign_up_deadline and self.sign_up_deadline < timezone.localdate())

    @property
    def is_past(self) -> bool:
        """Whether the event is over; a repeated one is after the last time."""
        return self.next_times[1] < timezone.now()

    @cached_property
    def next_times(self) -> tuple[dt.datetime, dt.datetime]:
        """From when to when it is held next; the last time of an event that is over."""
        return next_times(self, timezone.now())


class EventRelatedPage(Related):
    """A page that an event is about: a network, a project, an activity."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="related_pages")
