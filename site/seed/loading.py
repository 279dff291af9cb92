"""Writes the demo content: records, Swedish pages, their English translations."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ForeignKey
from wagtail.models import Locale, Page, Site

from bilingual.roles import ensure_roles
from bilingual.translating import translate_page
from policy.approving import ensure_report_workflow
from policy.history import backdate
from policy.record_history import backdate_values
from seed.building import Builder, code_field
from seed.reading import PageEntry, RecordEntry, SeedError, read_pages, read_records, read_terms
from seed.shared import load_examples

Say = Callable[[str], None]


@dataclass
class Outcome:
    """What a run did, or would do."""

    records_made: int = 0
    records_kept: int = 0
    pages_made: int = 0
    pages_kept: int = 0
    untranslated: list[str] = field(default_factory=list)


def is_loaded() -> bool:
    """Whether the site has its home page, however much it was edited since."""
    home = apps.get_model("home", "HomePage")
    return home.objects.exists()


def plan(say: Say) -> Outcome:
    """Says what a run would make, and writes nothing. Raises SeedError for faulty data."""
    outcome = Outcome()
    for record in read_records():
        if _is_there(record):
            outcome.records_kept += 1
        else:
            outcome.records_made += 1
            say(f"would make record {record.model} {record.code}")
    swedish = Locale.objects.filter(language_code="sv").first()
    builder = Builder(swedish) if swedish else None
    for entry in read_pages():
        if builder and builder.find(entry):
            outcome.pages_kept += 1
        else:
            outcome.pages_made += 1
            say(f"would make page {entry.key} ({entry.model})")
    return outcome


@transaction.atomic
def load(say: Say) -> Outcome:
    """Loads what is not there yet, all or nothing; what is there is left as editors made it.

    Raises SeedError for faulty data, ValidationError's message included.
    """
    outcome = Outcome()
    records, entries = read_records(), read_pages()
    for record in records:
        _load_record(record, outcome)
    say(f"Records: {outcome.records_made} made, {outcome.records_kept} kept.")

    swedish, _ = Locale.objects.get_or_create(language_code="sv")
    english, _ = Locale.objects.get_or_create(language_code="en")
    builder = Builder(swedish)
    for number, entry in enumerate(entries, start=1):
        page = builder.find(entry)
        if page is not None:
            outcome.pages_kept += 1
            continue
        page = _load_page(entry, builder, english, outcome)
        outcome.pages_made += 1
        say(f"[{number}/{len(entries)}] {page.title}")
    made = load_terms()
    say(f"Glossary: {made} terms made.")
    made = load_examples()
    say(f"Shared content, picture and document: {made} made.")
    ensure_roles()
    ensure_report_workflow()
    return outcome


def load_terms() -> int:
    """Adds the terms that the glossary does not have; gives how many."""
    made = 0
    for term in read_terms():
        pair = {"swedish": term["swedish"], "english": term["english"]}
        rest = {name: value for name, value in term.items() if name not in pair}
        _term, created = apps.get_model("bilingual", "Term").objects.get_or_create(
            **pair, defaults=rest
        )
        made += created
    return made


def _load_record(entry: RecordEntry, outcome: Outcome) -> None:
    model = apps.get_model(entry.model)
    if _is_there(entry):
        outcome.records_kept += 1
        return
    values = dict(entry.values)
    for column in model._meta.fields:
        if isinstance(column, ForeignKey) and (code := values.get(column.name)):
            related: Any = column.related_model
            values[column.name] = related.objects.get(code=code)
    rows, is_backdated = values.pop("values", []), values.pop("backdated", False)
    record = model(**{code_field(model): entry.code}, **values)
    if rows:
        row_model = model._meta.get_field("values").related_model
        record.values = [row_model(**row) for row in rows]
    _check(record, f"records.toml, {entry.code}")
    record.save()
    if is_backdated:
        backdate_values(record)
    outcome.records_made += 1


def _is_there(entry: RecordEntry) -> bool:
    model = apps.get_model(entry.model)
    return bool(model.objects.filter(**{code_field(model): entry.code}).exists())


def _check(instance: object, name: str) -> None:
    try:
        instance.full_clean()  # type: ignore[attr-defined]
    except ValidationError as error:
        raise SeedError(f"{name}: {'; '.join(error.messages)}") from error


def _load_page(entry: PageEntry, builder: Builder, english: Locale, outcome: Outcome) -> Page:
    page = builder.build(entry)
    try:
        if entry.parent:
            parent = Page.objects.get(pk=builder.pages[entry.parent].pk)
            parent.add_child(instance=page)
        else:
            _add_home(page)
        draft = page.save_revision(user=_approver(entry))
        if not entry.approved_by:
            draft.publish()
        result = translate_page(page, english, builder.texts(entry))
        if entry.approved_by:
            # What is approved is kept in both languages, so that English comes first.
            draft.publish()
        result.page.get_latest_revision().publish()
    except ValidationError as error:
        raise SeedError(f"{entry.name}: {'; '.join(error.messages)}") from error
    if entry.public_from:
        backdate(page.translation_key, entry.public_from)
    outcome.untranslated += [f"{entry.name}: {text}" for text in result.missing]
    builder.pages[entry.key] = page
    return page


def _approver(entry: PageEntry) -> Any:
    """Who has approved an invented report: an account that nobody can log in to."""
    if not entry.approved_by:
        return None
    user, _made = get_user_model().objects.get_or_create(
        username="exempel",
        defaults={"first_name": entry.approved_by, "is_active": False, "password": "!"},
    )
    return user


def _add_home(home: Page) -> None:
    """Puts the home page where Wagtail's own welcome page was, and the site on it."""
    root = Page.get_first_root_node()
    welcome = list(root.get_children().filter(content_type__model="page", numchild=0))
    root.add_child(instance=home)
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname or "localhost",
            "port": address.port or (443 if address.scheme == "https" else 80),
            "site_name": settings.WAGTAIL_SITE_NAME,
            "root_page": home,
        },
    )
    for page in welcome:
        page.delete()
