"""A decision's archive package: in both languages, with its files, verified without the site."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from policy.models import DecisionPage
from policy.models.decision import DecisionDocument
from tests.policy.test_archive import opened, verify
from tests.policy.test_report_files import failures

pytestmark = pytest.mark.any_database

UPLOADED = b"%PDF-1.4 \x00\xff uploaded as it is"


@pytest.fixture
def decision() -> DecisionPage:
    """The decision of 2002 in the demo content, with three documents: one lost, one not public."""
    page = DecisionPage.objects.filter(kind="decision", locale__language_code="sv").get()
    hidden = Collection.get_first_root_node().add_child(name="Internt")
    CollectionViewRestriction.objects.create(collection=hidden, restriction_type="login")
    for name, collection in (("beslut å.pdf", None), ("borta.pdf", None), ("internt.pdf", hidden)):
        document = Document(title=name, file=ContentFile(UPLOADED, name=name))
        if collection:
            document.collection = collection
        document.save()
        for own in DecisionPage.objects.filter(translation_key=page.translation_key):
            DecisionDocument.objects.create(page=own, document=document)
        if name == "borta.pdf":
            document.file.storage.delete(document.file.name)
    return page


def english(page: DecisionPage) -> DecisionPage:
    return page.get_translations().get(locale__language_code="en").specific


def test_the_package_of_a_decision_holds_all_and_is_verified(
    decision: DecisionPage, tmp_path: Path
) -> None:
    html = Client().get(decision.url).content.decode()
    assert f'href="{decision.url}arkiv.zip"' in html
    answer = Client().get(f"{decision.url}arkiv.zip")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    package = answer.content
    cache.clear()
    other = english(decision)
    assert f'href="{other.url}archive.zip"' in Client().get(other.url).content.decode()
    assert Client().get(f"{other.url}archive.zip").content == package

    packed = tmp_path / "package.zip"
    packed.write_bytes(package)
    assert verify(packed)[0] == 0
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / f"beslut-{decision.slug}"
    assert verify(folder, folder / "verify.py")[0] == 0

    files = {name.split("/", 1)[1]: content for name, content in opened(package).items()}
    (document,) = (name for name in files if name.startswith("data/documents/"))
    assert files[document] == UPLOADED
    told = json.loads(files["data/metadata.json"])
    assert [("file" in entry, entry["title"]) for entry in told["documents"]] == [
        (True, "beslut å.pdf"), (False, "borta.pdf"), (False, "internt.pdf"),
    ]  # fmt: skip
    assert told["documents"][0]["sha256"] == hashlib.sha256(UPLOADED).hexdigest()
    assert "lost" in told["documents"][1]["left_out"]
    assert "public" in told["documents"][2]["left_out"]
    assert told["dc:date"] == told["dcterms:dateAccepted"] == "2002-08-22"
    assert told["paragraph"] == decision.paragraph == "§183"
    assert told["dc:creator"]["en"] == decision.deciding_body.name_en
    assert told["dc:source"] == {"sv": decision.full_url, "en": other.full_url}
    assert [row["name"] for row in told["dc:contributor"]] == [
        row.name for row in decision.signatories.all()
    ]
    assert set(told["dcterms:references"]) == ({"sv", "en"} if decision.adopts else set())
    texts = json.loads(files["data/decision.json"])["texts"]
    for page in (decision, other):
        code = page.locale.language_code
        assert texts[code]["decision_text"] == page.decision_text
        assert [block["type"] for block in texts[code]["body"]] == [b.block_type for b in page.body]
        soup = BeautifulSoup(files[f"data/decision_{code}.html"], "html.parser")
        assert soup.html is not None
        assert soup.html["lang"] == code
        said = soup.get_text(" ", strip=True)
        public = BeautifulSoup(Client().get(page.url).content, "html.parser")
        for paragraph in public.select(".statement p, .prose p, .prose li"):
            words = " ".join(paragraph.get_text(" ").split())
            assert words in " ".join(said.split())
        assert not soup.select("script, link, iframe, object, img:not([src^='data:'])")
        assert all(str(link["href"]).startswith("http") for link in soup.select("a"))
        assert failures(files[f"data/decision_{code}.pdf"]) == []

    changed = folder / document
    changed.write_bytes(UPLOADED[:-1] + b"!")
    code, said = verify(folder, folder / "verify.py")
    assert code == 1
    assert f"differs: {document}" in said


def test_only_what_the_public_may_read_is_in_it(decision: DecisionPage) -> None:
    other = english(decision)
    other.unpublish()
    files = opened(Client().get(f"{decision.url}arkiv.zip").content)
    assert not [name for name in files if "_en." in name]
    # It was public, and says so.
    assert Client().get(f"{other.url}archive.zip").status_code == 410
    restriction = PageViewRestriction.objects.create(page=decision, restriction_type="login")
    assert Client().get(f"{decision.url}arkiv.zip").status_code == 302
    restriction.delete()
    alias = decision.create_alias(parent=decision.get_parent(), update_slug="kopia")
    assert alias.live
    assert Client().get(f"{alias.url}arkiv.zip").status_code == 404
    address = f"{decision.url}arkiv.zip"
    decision.unpublish()
    assert Client().get(address).status_code == 410
