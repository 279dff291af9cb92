"""A project as nobody should enter it, and as the editor's forms take it."""

import re
from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup

from tests.forms import Fields, errors_in, form_fields

SCRIPT = "<script>alert(1)</script>"
ARABIC = "مشروع المدن الخضراء 2050 (تجريبي)"
TITLE = f"{SCRIPT} {ARABIC}"
LONG = "W" * 400
LONGEST_NAME = "Å" * 200
LARGEST = "9999999999999.99"
FORMULA = "=1+1"

# Gets an address and gives its HTML; sends fields to an address and gives the HTML of the answer.
Get = Callable[[str], str]
Post = Callable[[str, Fields], str]


def add_below(get: Get, index: str, model: str) -> str:
    """The address of the form of a new page, by the editor's button on its index page."""
    found = re.search(r"/admin/pages/(\d+)/add_subpage/", get(index))
    assert found, index
    return f"/admin/pages/add/{model}/{found[1]}/"


def send(get: Get, post: Post, url: str, rows: dict[str, list[Fields]], **values: str) -> str:
    """Fills in the form at `url`, rows of other tables among it, and publishes it."""
    fields = {"body-count": ["0"], **form_fields(get(url))}
    fields |= {name: [value] for name, value in values.items()}
    for name, listed in rows.items():
        fields[f"{name}-TOTAL_FORMS"] = [str(len(listed))]
        for number, row in enumerate(listed):
            full = {"id": "", "DELETE": "", "ORDER": str(number + 1), **row}
            fields |= {f"{name}-{number}-{key}": [value] for key, value in full.items()}
    fields["action-publish"] = ["1"]
    return post(url, fields)


def organisation(get: Get, post: Post, **values: str) -> str:
    """A new organisation; its number."""
    url = "/admin/snippets/records/organisation/add/"
    html = send(get, post, url, {}, **values)
    link = BeautifulSoup(html, "html.parser").select_one(".messages a[href*='/edit/']")
    assert link, errors_in(html)
    return str(link["href"]).rstrip("/").rpartition("/")[2]


def enter(get: Get, post: Post) -> None:
    """Two partners, the project, and news of it, as far as forms take them."""
    lead = organisation(
        get, post, code="long", name_sv=LONGEST_NAME, name_en=LONGEST_NAME, country="EE"
    )
    partner = organisation(
        get, post, code="arabic", name_sv=TITLE, name_en=TITLE, country="FI", acronym=FORMULA
    )
    same: dict[str, Any] = {"contribution": "9007199254740.99", "left_on": "2150-01-01"}
    rows: dict[str, list[Fields]] = {
        "partners": [
            {"organisation": lead, "role": "lead", **same},
            {"organisation": partner, "role": "partner", **same},
        ],
        "locations": [{"nuts": "SE125", "name": "L" * 120}],
        "identifiers": [{"scheme": "other", "identifier": "I" * 80}],
        "deliverables": [{"title": "D" * 255, "web_address": f"https://example.org/{'d' * 120}"}],
    }
    html = send(
        get,
        post,
        add_below(get, "/projekt/", "networks/projectpage"),
        rows,
        title=TITLE,
        slug="hostile",
        introduction=f"{ARABIC} {LONG}",
        full_title=LONG,
        acronym=FORMULA,
        grant_agreement=f"@SUM(1){'9' * 33}",
        objective_code="O" * 40,
        budget=LARGEST,
        grant="9999999999999.98",
        city_share="0.01",
        starts_on="1850-01-01",
        ends_on="2150-12-31",
        precision="day",
        results=f"{LONG}\n\n{ARABIC}",
        web_address=f"https://example.org/{'w' * 150}",
    )
    assert not errors_in(html), errors_in(html)
    number = re.search(r"/admin/pages/(\d+)/edit/", get("/projekt/hostile/"))
    assert number
    html = send(
        get,
        post,
        add_below(get, "/nyheter/", "home/newspage"),
        {"related_pages": [{"related": number[1]}]},
        title=TITLE,
        slug="hostile",
        introduction=LONG,
        date="2026-11-01",
        keywords=ARABIC.replace(",", ""),
    )
    assert not errors_in(html), errors_in(html)
