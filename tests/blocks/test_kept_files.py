"""A picture or document that readers see, or that was sent to them, is not deleted by mistake."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file

from home.models import NewsPage
from newsletter.mail import mail_of
from newsletter.models import Mailing
from records.models import CreditedImage
from tests.forms import errors_in, get_form
from tests.newsletter.issues import new_issue

pytestmark = pytest.mark.any_database

STAYS = "ta bort det där först"


@pytest.fixture
def picture() -> CreditedImage:
    made: CreditedImage = CreditedImage.objects.create(title="Kaj", file=get_test_image_file())
    return made


def figure(picture: CreditedImage) -> tuple[str, Any]:
    image = {"image": picture.pk, "alt_text": "En kaj", "decorative": False}
    return "figure", {"image": image, "caption": "Bildtext"}


def press_delete(admin: Client, item: Any) -> str:
    """Both ways by which an editor deletes it; what is told then."""
    app = "wagtailimages" if isinstance(item, CreditedImage) else "wagtaildocs"
    kind = (item._meta.app_label, item._meta.model_name)
    bulk = reverse("wagtail_bulk_action", args=[*kind, "delete"])
    told = [
        admin.post(f"{bulk}?id={item.pk}&next=/admin/", follow=True).content.decode(),
        admin.post(reverse(f"{app}:delete", args=[item.pk]), follow=True).content.decode(),
    ]
    return "\n".join(told)


def test_what_a_page_shows_is_not_deleted(admin: Client, picture: CreditedImage) -> None:
    issue = new_issue(figure(picture))
    told = press_delete(admin, picture)
    assert told.count(f"”Kaj” visas på ”{issue.title}”: {STAYS}.") == 2
    issue.body = []
    issue.save_revision().publish()
    press_delete(admin, picture)
    assert not CreditedImage.objects.filter(pk=picture.pk).exists()


def test_nor_what_a_draft_of_a_public_page_shows(admin: Client, picture: CreditedImage) -> None:
    news = NewsPage.objects.filter(live=True, locale__language_code="sv").first()
    assert news is not None
    news.image = picture
    news.save_revision()
    assert press_delete(admin, picture).count(STAYS) == 2
    assert CreditedImage.objects.filter(pk=picture.pk).exists()


def test_nor_a_document(admin: Client) -> None:
    document = get_document_model().objects.create(
        title="Policy", file=ContentFile(b"x", "policy.pdf")
    )
    row = {"document": document.pk, "title": ""}
    rows = [{"type": "item", "value": row, "id": "1"}]
    issue = new_issue(("documents", {"documents": rows}))
    assert press_delete(admin, document).count(STAYS) == 2
    issue.delete()
    press_delete(admin, document)
    assert not get_document_model().objects.filter(pk=document.pk).exists()


def test_what_was_sent_stays_also_when_the_page_no_longer_shows_it(
    admin: Client, picture: CreditedImage
) -> None:
    issue = new_issue(figure(picture))
    html = mail_of(issue).html
    issue.body = []
    issue.save_revision().publish()
    mailing = Mailing.objects.create(
        page=issue, title=issue.title, html=html, language="sv", state=Mailing.State.SENT
    )
    told = press_delete(admin, picture)
    assert told.count(f"”Kaj” ingår i ”{issue.title}”, som har skickats: den behålls.") == 2
    assert CreditedImage.objects.filter(pk=picture.pk).exists()
    edit = reverse("wagtailimages:edit", args=[picture.pk])
    other = get_test_image_file("annan.png")
    other.seek(0)
    answer = admin.post(edit, {**get_form(admin, edit), "file": other})
    assert any("som har skickats" in fault for fault in errors_in(answer.content.decode()))
    assert admin.post(edit, get_form(admin, edit)).status_code == 302
    mailing.state = Mailing.State.CANCELLED
    mailing.save()
    press_delete(admin, picture)
    assert not CreditedImage.objects.filter(pk=picture.pk).exists()
