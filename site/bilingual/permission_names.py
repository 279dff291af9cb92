"""The names of rights in the form of a group, which Django stores in English."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.utils import translation
from django.utils.translation import gettext as _


def name_permissions() -> None:
    """Names “add”, “change”, “delete” and a model's own rights in the editor's language.

    Safe to run again. Read aloud for each box of the form. Wagtail shows them as they are stored.
    """
    with translation.override(settings.LANGUAGE_CODE):
        for permission in Permission.objects.select_related("content_type"):
            model = permission.content_type.model_class()
            if model and (own := dict(model._meta.permissions).get(permission.codename)):
                # A right of the model's own, whose name stands on it as a text to be translated.
                _store(permission, _(str(own)))
            action, _underscore, rest = permission.codename.partition("_")
            if model is None or rest != permission.content_type.model:
                continue
            names = {
                "add": _("Can add %(what)s"),
                "change": _("Can change %(what)s"),
                "delete": _("Can delete %(what)s"),
            }
            if action in names:
                _store(permission, names[action] % {"what": model._meta.verbose_name})


def _store(permission: Permission, name: str) -> None:
    Permission.objects.filter(pk=permission.pk).exclude(name=name).update(name=name)
