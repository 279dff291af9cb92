"""Many projects in both languages, inserted in bulk; all of each follows from its number."""

import datetime as dt
import uuid

from django.db import connection, transaction

from networks.models import Programme, ProjectIndexPage, ProjectPage, ProjectPartner
from records.models import FocusArea, Keyword, KeywordedPage, Operation, Organisation
from seed.inserting import add_children

COUNTRIES = ("EE", "PL", "DE", "FI", "LV", "NO", "IS", "FR", "IT", "SE", "")
STATES = ("granted", "granted", "granted", "idea", "applied", "rejected")
DAY = dt.timedelta(days=1)


@transaction.atomic
def fill(projects: int, partners: int = 4) -> None:
    """Makes so many projects, each with so many partners; two in three are in English too."""
    organisations = _organisations()
    programmes = [_record(Programme, "programme", number) for number in range(12)]
    operations = [_record(Operation, "operation", number) for number in range(20)]
    keywords = [
        Keyword.objects.create(
            name=f"ämne {n}", name_en=f"topic {n}" if n % 2 else "", slug=f"t{n}"
        )
        for n in range(30)
    ]
    areas = list(FocusArea.objects.order_by("code"))
    today = dt.date.today()
    for language in ("sv", "en"):
        index = ProjectIndexPage.objects.get(locale__language_code=language)
        pages = []
        for number in range(projects):
            if language == "en" and number % 3 == 0:
                continue
            start = today + (number * 37 % 7000 - 5000) * DAY if number % 17 else None
            pages.append(
                ProjectPage(
                    title=f"{'Projekt' if language == 'sv' else 'Project'} {number:04}",
                    slug=f"{'projekt' if language == 'sv' else 'project'}-{number}",
                    introduction="Kort om vad projektet vill. " * 5,
                    acronym=f"ACR{number}",
                    translation_key=uuid.uuid5(uuid.NAMESPACE_OID, f"project {number}"),
                    # Some are drafts; of these, some are still read in English.
                    live=number % 50 != 0 or (language == "en" and number % 100 == 0),
                    state=STATES[number % len(STATES)],
                    starts_on=start,
                    ends_on=start + (number % 1500) * DAY if start and number % 13 else None,
                    programme=programmes[number % 12] if number % 5 else None,
                    operation=operations[number % 20] if number % 3 else None,
                )
            )
        add_children(index, pages)
        rows, links, words = [], [], []
        for page in pages:
            number = int(page.slug.rpartition("-")[2])
            for place in range(partners):
                organisation = organisations[(number * 7 + place * place * 5) % len(organisations)]
                role = "partner" if place else "lead"
                rows.append(ProjectPartner(page_id=page.pk, organisation=organisation, role=role))
            links += [(page.pk, area) for area in {areas[number % 6], areas[number % 4]}]
            words += [
                KeywordedPage(content_object_id=page.pk, tag=keyword)
                for keyword in {keywords[number % 30], keywords[number % 7]}
            ]
        ProjectPartner.objects.bulk_create(rows)
        KeywordedPage.objects.bulk_create(words)
        through = ProjectPage.focus_areas.through
        through.objects.bulk_create(
            through(projectpage_id=page, focusarea_id=area.pk) for page, area in links
        )
    # As the server does by itself after a while: PostgreSQL plans badly for new rows before that.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _organisations() -> list[Organisation]:
    return Organisation.objects.bulk_create(
        Organisation(
            code=f"org-{number}",
            name_sv=f"Organisation {number}",
            name_en=f"Organisation {number}",
            country=COUNTRIES[number % len(COUNTRIES)],
        )
        for number in range(400)
    )


def _record(model: type, kind: str, number: int) -> object:
    return model.objects.create(  # type: ignore[attr-defined]
        code=f"{kind}-{number}", name_sv=f"{kind} {number} på svenska", name_en=f"{kind} {number}"
    )
