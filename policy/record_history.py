"""How the records that plans and reports name stood on a day: their names, an indicator's values.

Written when a record is saved, read by `?as-of=` and by the quarterly reports, so that a record
that is renamed, or a value that is corrected, changes nothing of what was told before.
"""

import datetime as dt
from typing import Any

from django.utils import timezone

from policy.history import end_of, written
from policy.models.indicator import Indicator, IndicatorValue
from policy.models.record_version import RecordVersion
from records.models import FocusArea, Operation

KEPT: tuple[Any, ...] = (FocusArea, Indicator, Operation)


def when_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Notes how a record stands now; heard after each save and deletion, of a value too."""
    if isinstance(instance, IndicatorValue):
        _note(Indicator, instance.indicator_id)
    else:
        _note(sender, instance.pk)


def note_missing() -> int:
    """Notes the records that have no version yet; gives how many. For older databases."""
    made = 0
    for model in KEPT:
        known = RecordVersion.objects.filter(model=model._meta.label).values("record_id")
        for pk in model.objects.exclude(pk__in=known).values_list("pk", flat=True):
            _note(model, pk)
            made += 1
    return made


def backdate_values(indicator: Indicator) -> None:
    """Says of an invented indicator that each value was known on the day that it was measured."""
    for value in indicator.values.all():
        known = timezone.make_aware(dt.datetime.combine(value.on, dt.time(12)))
        IndicatorValue.objects.filter(pk=value.pk).update(entered_at=known)
    _note(Indicator, indicator.pk)


def records_on(model: Any, day: dt.date) -> dict[int, Any]:
    """All records of a kind as they stood at the end of the day, by id and in order of their
    Swedish names. One query.

    What was noted only later is told as it was then: the history begins somewhere. An indicator has
    in `known_values` what had been measured and was known by then.
    """
    found: dict[int, RecordVersion] = {}
    for version in RecordVersion.objects.filter(model=model._meta.label):
        if version.record_id not in found or version.known_on <= day:
            found[version.record_id] = version
    records = {
        pk: _record(model, version.content, day) for pk, version in found.items() if version.content
    }
    return dict(sorted(records.items(), key=lambda item: (item[1].name_sv, item[0])))


def last_known(model: Any, code: str) -> Any:
    """The record of this code as it was known last, deleted or not; None if there never was one."""
    found = RecordVersion.objects.filter(model=model._meta.label, content__code=code).last()
    return _record(model, found.content, timezone.localdate()) if found else None


def set_records(page: Any, day: dt.date) -> None:
    """Gives a page in memory the records that it names as they stood at the end of the day."""
    for model in KEPT:
        fields = [field for field in page._meta.get_fields() if field.related_model is model]
        records = records_on(model, day) if fields else {}
        for field in fields:
            if field.many_to_one:
                setattr(page, field.name, records.get(getattr(page, field.attname)))
            elif field.concrete:
                chosen = getattr(page, field.name).all()
                setattr(page, field.name, [records.get(other.pk, other) for other in chosen])


def _note(model: Any, pk: int) -> None:
    record = model.objects.filter(pk=pk).first()
    content = written(_content(record)) if record else None
    label = model._meta.label
    versions, today = RecordVersion.objects.filter(model=label, record_id=pk), timezone.localdate()
    last = versions.last()
    if last is None or last.content != content:
        if last and content and last.known_on == today and versions.count() == 1:
            _keep_for_days_before(last, content)
        versions.update_or_create({"content": content}, model=label, record_id=pk, known_on=today)


def _keep_for_days_before(first: RecordVersion, content: dict[str, Any]) -> None:
    """What was noted first holds for all days before, also when it changes on the same day. Values
    do not: each knows when it was entered.
    """
    values = {name: content[name] for name in ("values",) if name in content}
    if first.content and first.content | values != content:
        first.content |= values
        first.known_on -= dt.timedelta(days=1)
        first.save()


def _content(record: Any) -> dict[str, Any]:
    """The record's own columns, and an indicator's values; not whom it belongs to."""
    content = {field.attname: getattr(record, field.attname) for field in record._meta.fields}
    if isinstance(record, Indicator):
        content["values"] = [_content(value) for value in record.values.all()]
    return content


def _record(model: Any, content: dict[str, Any], day: dt.date) -> Any:
    record = model(
        **{
            field.attname: field.to_python(content[field.attname])
            for field in model._meta.fields
            # A column that came later has its default.
            if field.attname in content
        }
    )
    if model is Indicator:
        values = (_record(IndicatorValue, value, day) for value in content["values"])
        record.known_values = [
            value for value in values if value.on <= day and value.entered_at < end_of(day)
        ]
    return record
