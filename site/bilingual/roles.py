"""Who may do what: the groups of the site, made by the project and not by hand."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from bilingual.permission_names import name_permissions

SWEDISH, ENGLISH = "sv", "en"
BOTH = (SWEDISH, ENGLISH)


@dataclass(frozen=True)
class Role:
    """A group: its name, and its rights on the pages below a section, by language."""

    name: str
    rights: tuple[str, ...]
    languages: tuple[str, ...] = BOTH
    # Page type (app_label, model) of the sections it is limited to; None is the whole site.
    section: tuple[str, str] | None = None
    permissions: tuple[str, ...] = ()


RECORDS = ("call", "contact", "focusarea", "keyword", "operation", "organisation", "programme")
CHANGE_RECORDS = tuple(f"{verb}_{record}" for record in RECORDS for verb in ("add", "change"))
CHANGE_SHARED = ("view_sharedcontent", "add_sharedcontent", "change_sharedcontent")
CHANGE_INDICATORS = ("view_indicator", "add_indicator", "change_indicator")
TRANSLATE = ("submit_translation",)
CHANGE_BUNDLES = ("view_bundle", "add_bundle", "change_bundle", "delete_bundle")
CHANGE_TERMS = ("view_term", "add_term", "change_term")

ROLES = {
    "writer": Role("Skribenter", ("add_page", "change_page"), (SWEDISH,), None, TRANSLATE),
    "translator": Role(
        "Översättare", ("change_page",), (ENGLISH,), None, (*TRANSLATE, *CHANGE_TERMS)
    ),
    "approver": Role(
        "Godkännare",
        ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        permissions=(
            *TRANSLATE,
            *CHANGE_RECORDS,
            *CHANGE_INDICATORS,
            *CHANGE_SHARED,
            *CHANGE_TERMS,
            "delete_term",
            *CHANGE_BUNDLES,
        ),
    ),
    "newsletter_editor": Role(
        "Nyhetsbrevsredaktörer",
        ("add_page", "change_page", "publish_page"),
        section=("newsletter", "newsletterindexpage"),
        # How many subscribers there are; their addresses (`see_addresses`) administrators alone.
        # Shared content is theirs to show and not to change: it is public where it stands.
        permissions=(*TRANSLATE, "view_subscriber", "view_sharedcontent"),
    ),
    "coordinator": Role(
        "Samordnare",
        ("add_page", "change_page", "publish_page"),
        section=("policy", "actionplanindexpage"),
        permissions=(*TRANSLATE, *CHANGE_RECORDS, *CHANGE_INDICATORS, *CHANGE_BUNDLES),
    ),
    "city_managers_office": Role(
        "Stadsledningskontoret",
        ("change_page", "publish_page"),
        section=("policy", "actionplanindexpage"),
    ),
    # They report on their operation's activities by a form of their own, and edit no pages.
    "reporter": Role("Rapportörer i verksamheterna", ()),
}


def _roots(role: Role) -> list[Page]:
    """The pages that a role's rights begin at."""
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    pages = Page.objects.filter(locale__language_code__in=role.languages)
    if role.section is None:
        return list(pages.filter(translation_key=site.root_page.translation_key))
    app_label, model = role.section
    return list(pages.filter(content_type__app_label=app_label, content_type__model=model))


def ensure_roles() -> list[Group]:
    """Makes the groups with their rights; safe to run again. Needs the site's home page."""
    groups = []
    for role in ROLES.values():
        group, _created = Group.objects.get_or_create(name=role.name)
        group.permissions.add(
            *Permission.objects.filter(codename__in=("access_admin", *role.permissions))
        )
        for page in _roots(role):
            for right in role.rights:
                GroupPagePermission.objects.get_or_create(
                    group=group,
                    page=page,
                    permission=Permission.objects.get(
                        content_type__app_label="wagtailcore", codename=right
                    ),
                )
        _allow_files(group)
        groups.append(group)
    _approvers_moderate()
    name_permissions()
    return groups


def _allow_files(group: Group) -> None:
    """Everyone who edits may use and add images and documents."""
    root = Collection.get_first_root_node()
    for codename in ("add_image", "choose_image", "add_document", "choose_document"):
        permission = Permission.objects.filter(
            codename=codename, content_type__app_label__in=("wagtailimages", "wagtaildocs")
        ).first()
        if permission is not None:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )


# Wagtail's own, made by its first migration for a group that the site does not use.
WAGTAILS_WORKFLOW = "Moderators approval"
WORKFLOWS = {SWEDISH: "Granskning av svenska sidor", ENGLISH: "Granskning av engelska sidor"}


def _approvers_moderate() -> None:
    """One moderation workflow for each language, by the approvers, who are told by e-mail."""
    approvers = Group.objects.get(name=ROLES["approver"].name)
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    for code, name in WORKFLOWS.items():
        workflow, _created = Workflow.objects.get_or_create(name=name)
        task, made = GroupApprovalTask.objects.get_or_create(name=name)
        if made:
            task.groups.add(approvers)
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
        home = Page.objects.filter(
            translation_key=site.root_page.translation_key, locale__language_code=code
        ).first()
        # A workflow that an administrator has chosen for the language stays.
        if home is not None and not WorkflowPage.objects.filter(page=home).exists():
            WorkflowPage.objects.create(page=home, workflow=workflow)
    for workflow in Workflow.objects.filter(name=WAGTAILS_WORKFLOW, active=True):
        workflow.deactivate()
