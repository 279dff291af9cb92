"""A plan with many activities in both languages, for tests and measures of its size.

All of it follows from the activity's number. The public has seen it since the plan began.
"""

import datetime as dt
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from modelcluster.models import get_all_child_relations, get_serializable_data_for_fields

from core.languages import shown
from policy.history import record_both
from seed.bodies import stable_id
from seed.filler_texts import texts
from seed.inserting import add_children

OPERATIONS, AREAS = 60, 5
CODE = "filler-operation-"
SLUGS = {"sv": "utfyllnadsplan", "en": "filler-plan"}
TITLES = {"sv": "Utfyllnadsplan", "en": "Filler plan"}
AREA_TITLES = {"sv": "Område", "en": "Area"}
JUDGED = ("ongoing", "done", "paused", "cancelled")


# By relation, pairs of an activity's key and what its history keeps of the relation.
Related = dict[str, list[tuple[int, Any]]]


class NoPlansError(Exception):
    """The site has no index of action plans in a language; says so in a line."""


@transaction.atomic
def fill_plan(activities: int) -> Any:
    """Makes the plan with that many activities in each language; gives the Swedish one.

    Raises NoPlansError where the site has no index of action plans in both languages.
    """
    plan_type = apps.get_model("policy", "ActionPlanPage")
    year = timezone.localdate().year
    plans = {}
    for language in SLUGS:
        index = apps.get_model("policy", "ActionPlanIndexPage").objects.filter(
            locale__language_code=language, alias_of=None
        )
        if not index:
            raise NoPlansError(f"There is no index of action plans in “{language}”: run load_seed.")
        plan = plan_type(
            title=TITLES[language],
            slug=SLUGS[language],
            translation_key=stable_id("filler-plan"),
            starts_on=dt.date(year, 1, 1),
            ends_on=dt.date(year + 1, 12, 31),
            precision="year",
            is_example=True,
            **_published(),
        )
        add_children(index[0], [plan])
        plans[language] = plan_type.objects.get(pk=plan.pk)
    areas = {language: _areas(plan, language) for language, plan in plans.items()}
    operations = _operations()
    for language, plan in plans.items():
        pages = [
            _activity(number, language, plan, areas["sv"], operations)
            for number in range(activities)
        ]
        add_children(plan, pages)
        related = _links(pages)
        if language == settings.LANGUAGE_CODE:
            related |= _rows(pages)
        _versions(plan, pages, related)
    if connection.vendor == "postgresql":
        # Until it counts again by itself, it would plan for the few rows that there were.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return plans["sv"]


def _published() -> dict[str, Any]:
    now = timezone.now()
    return {
        "live": True,
        "first_published_at": now,
        "last_published_at": now,
        "latest_revision_created_at": now,
    }


def _areas(plan: Any, language: str) -> list[Any]:
    model = apps.get_model("policy", "PlanArea")
    return model.objects.bulk_create(
        model(
            page=plan,
            locale_id=plan.locale_id,
            translation_key=stable_id("filler-area", str(number)),
            reference=f"U{number + 1}",
            title=f"{AREA_TITLES[language]} {number + 1}",
            sort_order=number,
        )
        for number in range(AREAS)
    )


def _operations() -> list[Any]:
    model = apps.get_model("records", "Operation")
    codes = [f"{CODE}{number:02}" for number in range(1, OPERATIONS + 1)]
    model.objects.bulk_create(
        (
            model(code=code, name_sv=f"Verksamhet {code[-2:]}", name_en=f"Operation {code[-2:]}")
            for code in codes
        ),
        ignore_conflicts=True,
    )
    return list(model.objects.filter(code__in=codes).order_by("code"))


def _activity(
    number: int, language: str, plan: Any, areas: list[Any], operations: list[Any]
) -> Any:
    words = texts(number)[0 if language == "sv" else 1]
    start = plan.starts_on + dt.timedelta(days=number * 7 % 500)
    return apps.get_model("policy", "ActivityPage")(
        title=words.title,
        slug=words.slug,
        translation_key=stable_id("filler-activity", str(number)),
        reference=f"U{number + 1}",
        area=areas[number % AREAS],
        # One of twenty names none.
        operation=operations[number * 7 % OPERATIONS] if number % 20 else None,
        starts_on=start,
        ends_on=start + dt.timedelta(days=20 + number * 11 % 400),
        is_example=True,
        **_published(),
    )


def _links(pages: list[Any]) -> Related:
    """Focus areas, methods and statements: none, one or two each."""
    model, made = type(pages[0]), {}
    for name, label in (
        ("focus_areas", "records.FocusArea"),
        ("methods", "policy.Method"),
        ("statements", "policy.Statement"),
    ):
        field = model._meta.get_field(name)
        through, other = field.remote_field.through, f"{field.m2m_reverse_field_name()}_id"
        to = apps.get_model(label).objects.order_by("pk")
        keys = list((to if name == "focus_areas" else _swedish(to)).values_list("pk", flat=True))
        pairs = through.objects.bulk_create(
            through(activitypage_id=page.pk, **{other: keys[(number + step) % len(keys)]})
            for number, page in enumerate(pages)
            for step in range(min(number % 3, len(keys)))
        )
        made[name] = [(pair.activitypage_id, getattr(pair, other)) for pair in pairs]
    return made


def _swedish(points: Any) -> Any:
    pages = points.model._meta.get_field("page").related_model.objects
    return points.filter(
        locale__language_code=settings.LANGUAGE_CODE, page__in=shown(pages.all()).values("pk")
    )


def _rows(pages: list[Any]) -> Related:
    """A judgement for each third, a note for each second, a milestone for each fifth."""
    made = {}
    for name, step, values in (
        (
            "judgements",
            3,
            lambda n, page: {"on": _day(n), "status": JUDGED[n % 4], "reason": "Utfyllnad."},
        ),
        ("notes", 2, lambda n, page: {"on": _day(n), "text": f"Nytt om aktivitet {n + 1}."}),
        ("milestones", 5, lambda n, page: {"title": "Delmål", "due_on": page.starts_on}),
    ):
        model = type(pages[0])._meta.get_field(name).related_model
        rows = model.objects.bulk_create(
            model(page=page, locale_id=page.locale_id, **values(number, page))
            for number, page in enumerate(pages)
            if number % step == 0
        )
        made[name] = [(row.page_id, get_serializable_data_for_fields(row)) for row in rows]
    return made


def _day(number: int) -> dt.date:
    """A day of this year that has been."""
    today = timezone.localdate()
    return today - dt.timedelta(days=number % today.timetuple().tm_yday)


def _versions(plan: Any, pages: list[Any], related: Related) -> None:
    """What the public has seen since the plan began, as `policy.history` would have written it."""
    model, activity = apps.get_model("policy", "PublicVersion"), type(pages[0])
    record_both(plan)
    names = [relation.get_accessor_name() for relation in get_all_child_relations(activity)]
    names += [field.name for field in activity._meta.many_to_many]
    contents = {
        page.pk: get_serializable_data_for_fields(page) | {name: [] for name in names}
        for page in pages
    }
    for name, pairs in related.items():
        for pk, value in pairs:
            contents[pk][name].append(value)
    model.objects.bulk_create(
        model(
            page_id=page.pk,
            model=activity._meta.label,
            key=page.translation_key,
            language=plan.locale.language_code,
            parent_key=plan.translation_key,
            public_from=timezone.now(),
            content=contents[page.pk],
        )
        for page in pages
    )
    keys = [plan.translation_key, *(page.translation_key for page in pages)]
    seen = timezone.make_aware(dt.datetime.combine(plan.starts_on, dt.time()))
    model.objects.filter(key__in=keys).update(public_from=seen)
