import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.users.models import UserProfile

from bilingual.roles import ROLES
from records.models import Operation
from seed.database import usable_database

# Role → log-in; the administrator is a superuser and needs no group.
LOGINS = {
    "writer": "skribent",
    "translator": "oversattare",
    "approver": "godkannare",
    "newsletter_editor": "nyhetsbrev",
    "coordinator": "samordnare",
    "city_managers_office": "stadsledning",
    "reporter": "rapportor",
    "administrator": "admin",
}
# The operation of the demo content that the reporter reports for.
REPORTS_FOR = "development-academy"


class Command(BaseCommand):
    help = (
        "Makes one demo log-in for each role and prints them. The password is DEMO_PASSWORD, or "
        "made at random the first time and kept in the file demo-password in VAR_DIR."
    )

    @usable_database()
    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.VAR / "demo-password"
        wanted = os.environ.get("DEMO_PASSWORD", "")
        password = wanted or self._kept(path) or secrets.token_urlsafe(9)
        self._keep(path, password)
        self.stdout.write("Demo log-ins (role: user name):")
        for role, username in LOGINS.items():
            self._ensure(role, username, password)
            self.stdout.write(f"  {role.replace('_', ' ')}: {username}")
        self.stdout.write(f"Password for all of them: {password}")

    def _kept(self, path: Path) -> str:
        return path.read_text(encoding="utf-8").strip() if path.exists() else ""

    def _keep(self, path: Path, password: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text(password + "\n", encoding="utf-8")

    def _ensure(self, role: str, username: str, password: str) -> None:
        user, created = get_user_model().objects.get_or_create(
            username=username, defaults={"email": f"{username}@example.org"}
        )
        if created:
            profile = UserProfile.get_for_user(user)
            profile.preferred_language = "sv"
            profile.current_time_zone = settings.TIME_ZONE
            profile.save()
            if role in ROLES:
                user.groups.add(Group.objects.get(name=ROLES[role].name))
                if role == "reporter":
                    for operation in Operation.objects.filter(code=REPORTS_FOR):
                        operation.editors.add(user)
            else:
                user.is_superuser = user.is_staff = True
        if not user.check_password(password):
            user.set_password(password)
        user.save()
