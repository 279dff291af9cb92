"""The lead partner becomes the role of a partner: in pages, and in their latest drafts."""

import copy

from django.db import migrations


def to_roles(apps, schema_editor):
    project_page = apps.get_model("networks", "ProjectPage")
    partner = apps.get_model("networks", "ProjectPartner")
    revision = apps.get_model("wagtailcore", "Revision")
    for project in project_page.objects.exclude(lead=None):
        rows = partner.objects.filter(page=project)
        if not rows.filter(organisation=project.lead_id).update(role="lead"):
            partner.objects.create(
                page=project, organisation_id=project.lead_id, role="lead", sort_order=-1
            )
        for draft in revision.objects.filter(pk=project.latest_revision_id):
            content = copy.deepcopy(draft.content)
            lead = content.get("lead") or project.lead_id
            partners = content.setdefault("partners", [])
            for row in partners:
                row["role"] = "lead" if row["organisation"] == lead else row.get("role", "partner")
            if not any(row["role"] == "lead" for row in partners):
                made = {"pk": None, "page": project.pk, "organisation": lead, "role": "lead"}
                partners.insert(0, made | {"sort_order": -1, "contribution": None, "left_on": None})
            draft.content = content
            draft.save(update_fields=["content"])


class Migration(migrations.Migration):

    dependencies = [
        ("networks", "0005_catalogue"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(to_roles, migrations.RunPython.noop)]
