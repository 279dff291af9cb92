"""Records are public when they are saved: the right to change them is a right to publish."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from bilingual.roles import RECORDS, ROLES
from records.models import FocusArea

pytestmark = pytest.mark.any_database

WITHOUT = ("skribent", "oversattare", "nyhetsbrev")


def models() -> list[Any]:
    return [
        model
        for model in apps.get_models()
        if model._meta.model_name in RECORDS and model._meta.app_label in ("records", "networks")
    ]


def contents() -> list[Any]:
    return [list(model.objects.order_by("pk").values_list()) for model in models()]


def names(namespace: str) -> list[str]:
    """The names of all addresses of a snippet's screens, or of its chooser's."""
    for _prefix, (found, resolver) in _namespaces(get_resolver()):
        if found == namespace:
            return [name for name in resolver.reverse_dict if isinstance(name, str)]
    return []


def _namespaces(resolver: Any) -> Iterator[tuple[str, tuple[str, Any]]]:
    for namespace, (prefix, inner) in resolver.namespace_dict.items():
        yield prefix, (namespace, inner)
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns") and not pattern.namespace:
            yield from _namespaces(pattern)


def addresses(model: Any) -> list[str]:
    """Every address by which a record of this type could be reached in the editor."""
    record = model.objects.all()[0]
    kind = f"{model._meta.app_label}_{model._meta.model_name}"
    found = []
    for namespace in (f"wagtailsnippets_{kind}", f"wagtailsnippetchoosers_{kind}"):
        for name in names(namespace):
            for arguments in ([], [record.pk]):
                try:
                    found.append(reverse(f"{namespace}:{name}", args=arguments))
                except NoReverseMatch:
                    continue
    bulk = reverse(
        "wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, "delete"]
    )
    return [*found, f"{bulk}?id={record.pk}"]


def test_there_are_records_and_addresses() -> None:
    assert {model._meta.model_name for model in models()} == set(RECORDS)
    for model in models():
        tried = " ".join(addresses(model))
        for action in ("/add/", "/edit/", "/delete/", "/history/", "/usage/", "/choose/"):
            assert action in tried, (model, action)


@pytest.mark.parametrize("username", WITHOUT)
def test_who_may_not_publish_changes_no_record_by_any_address(log_in: Any, username: str) -> None:
    client: Client = log_in(username)
    before = contents()
    for model in models():
        texts = {
            field.name: "Smyger ut"
            for field in model._meta.get_fields()
            if getattr(field, "max_length", None)
        }
        prefixed = {
            f"{prefix}-{name}": text
            for name, text in texts.items()
            for prefix in (
                f"{model._meta.model_name}-chooser-create-form",
                "chooser-create-form",
                "create",
            )
        }
        for address in addresses(model):
            client.get(address)
            client.post(address, {**texts, **prefixed, "confirm": "yes"})
    assert contents() == before


def test_the_same_address_does_delete_a_record_for_who_may(log_in: Any) -> None:
    """So that the test above tries what works."""
    spare = FocusArea.objects.create(name_sv="Ny", name_en="New")
    bulk = reverse("wagtail_bulk_action", args=["records", "focusarea", "delete"])
    log_in("godkannare").post(f"{bulk}?id={spare.pk}")
    assert FocusArea.objects.filter(pk=spare.pk).exists()
    log_in("admin").post(f"{bulk}?id={spare.pk}")
    assert not FocusArea.objects.filter(pk=spare.pk).exists()


def test_no_record_is_made_in_a_chooser(admin: Client) -> None:
    for model in models():
        kind = f"{model._meta.app_label}_{model._meta.model_name}"
        create = reverse(f"wagtailsnippetchoosers_{kind}:create")
        for answer in (admin.get(create), admin.post(create, {"name_sv": "x"})):
            assert answer.status_code in (302, 403), (kind, answer.status_code)


def test_only_who_publishes_may_change_records() -> None:
    """The groups of the project: a role with one of these rights publishes as well."""
    for role in ROLES.values():
        if any(permission.endswith(RECORDS) for permission in role.permissions):
            assert "publish_page" in role.rights, role.name
    for username in WITHOUT:
        user = User.objects.get(username=username)
        rights = {right for right in user.get_all_permissions() if right.endswith(RECORDS)}
        assert not rights, (username, rights)
