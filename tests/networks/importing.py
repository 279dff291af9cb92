"""An import as its editors handle it: files handed in, questions answered, drafts written."""

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from networks.models import ProjectIndexPage, ProjectPage
from tests.forms import form_fields

DATA = Path(__file__).parent.parent / "data" / "importing"
CORDIS = ("project.csv", "organization.csv")


def index() -> ProjectIndexPage:
    return ProjectIndexPage.objects.get(locale__language_code="sv")


def project(acronym: str) -> ProjectPage:
    """As its latest draft stands."""
    page = ProjectPage.objects.get(acronym=acronym, locale__language_code="sv")
    return page.get_latest_revision_as_object()


def hand_in(client: Client, source: str, *names: str, **contents: bytes | str) -> Any:
    """The dry run's screen, or the form again with what is wrong with the file."""
    read = {name: (DATA / name).read_bytes() for name in names}
    for name, content in contents.items():
        read[name] = content if isinstance(content, bytes) else content.encode()
    files = [SimpleUploadedFile(name, content) for name, content in read.items()]
    url = reverse("networks_import", args=[index().pk])
    return client.post(url, {"source": source, "uploads": files}, follow=True)


def counts(response: Any) -> dict[str, int]:
    return {name: n for name, n in response.context["dry_run"].counts.items() if n}


def answer(client: Client, dry_run: Any, choose: Any) -> Any:
    """Answers each question with what `choose` gives for it."""
    answers = {q.field: choose(q) for q in dry_run.context["dry_run"].questions}
    url = reverse("networks_import_check", args=[index().pk])
    return client.post(url, answers, follow=True)


def the_first(question: Any) -> str:
    return question.choices[0][0]


def write(client: Client, dry_run: Any, **choices: str) -> Any:
    """Presses the button of a dry run."""
    fields = form_fields(dry_run.content.decode(), "form[aria-labelledby=write]")
    url = reverse("networks_import_check", args=[index().pk])
    return client.post(url, {**fields, **choices}, follow=True)
