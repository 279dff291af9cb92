"""Indicators with their values, and the activities that are measured by them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from core.addresses import with_query
from core.api import MovedError, Record, Text, one_of, record_of
from policy.api.day import DayChoice
from policy.api.describing import brief
from policy.api.reading import activities_on, plans_on
from policy.api.shapes import ActivityReference
from policy.dimensions import linked_ids
from policy.indicator_codes import indicator_address
from policy.models import Indicator
from policy.models.indicator import plain
from policy.record_history import records_on
from records.leading_on import led_to

router = Router(tags=["Indicators"])


class Value(Schema):
    """A number of a day, exact: as text."""

    on: dt.date
    value: str


class FullIndicator(Record):
    """What is measured, from where, to where, and what it was on which day."""

    unit: Text
    baseline: Value | None
    target: Value | None
    values: list[Value]
    activities: list[ActivityReference]


@router.get("", response=list[FullIndicator], summary="Indicators with their values")
def list_indicators(request: HttpRequest, choice: Query[DayChoice]) -> Any:
    return list(_indicators(choice.as_of).values())


@router.get("/{slug:code}", response=FullIndicator, summary="One indicator")
def get_indicator(request: HttpRequest, code: str, choice: Query[DayChoice]) -> Any:
    found = _indicators(choice.as_of)
    today = led_to(indicator_address(code))
    if code not in found and today is not None:
        raise MovedError(with_query(indicator_address(today), request))
    return one_of(found, code)


def _indicators(day: dt.date | None) -> dict[str, FullIndicator]:
    activities = activities_on(plans_on(day).values())
    said = brief(activities, day)
    links = linked_ids(activities, "indicators")
    # One that no public activity is measured by is nobody's business yet.
    used = {pk for ids in links.values() for pk in ids}
    return {
        indicator.code: FullIndicator(
            **record_of(indicator).dict(),
            unit=Text(sv=indicator.unit_sv, en=indicator.unit_en),
            baseline=_value(indicator.baseline_on, indicator.baseline),
            target=_value(indicator.target_on, indicator.target),
            values=[
                Value(on=value.on, value=plain(value.value))
                for value in (indicator.known_values if day else indicator.values.all())
            ],
            activities=[said[a.pk] for a in activities if indicator.pk in links.get(a.pk, [])],
        )
        for indicator in _known(day)
        if indicator.pk in used
    }


def _known(day: dt.date | None) -> Iterable[Indicator]:
    return (
        records_on(Indicator, day).values() if day else Indicator.objects.prefetch_related("values")
    )


def _value(on: dt.date | None, number: Any) -> Value | None:
    return Value(on=on, value=plain(number)) if on and number is not None else None
