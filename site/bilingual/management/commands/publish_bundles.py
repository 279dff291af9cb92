from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from bilingual.bundles import BundleError, publish
from bilingual.models import Bundle


class Command(BaseCommand):
    help = (
        "Publishes the bundles whose time has come, each wholly or not at all. "
        "Run it every few minutes, beside publish_scheduled. Exits with 1 when one could not be."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        due = Bundle.objects.filter(published_at=None, publish_at__lte=timezone.now())
        failed = 0
        for bundle in due.order_by("publish_at"):
            try:
                pages = publish(bundle, None)
            except BundleError as error:
                failed += 1
                Bundle.objects.filter(pk=bundle.pk).update(failure=str(error))
                self.stderr.write(f"{bundle.name}: not published.\n{error}")
            else:
                self.stdout.write(f"{bundle.name}: {len(pages)} pages published.")
        self.stdout.write(f"{len(due)} bundles were due, {failed} not published.")
        if failed:
            raise SystemExit(1)
