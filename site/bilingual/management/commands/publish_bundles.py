import logging
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext

from bilingual.bundles import BundleError, publish_due
from bilingual.models import Bundle

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Publishes the bundles whose time has come, each wholly or not at all. "
        "Run it every few minutes, beside publish_scheduled. Exits with 1 when one could not be."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        due = Bundle.objects.filter(published_at=None, publish_at__lte=timezone.now())
        failed = 0
        # Read once: what is published is due no more.
        bundles = list(due.order_by("publish_at"))
        for bundle in bundles:
            try:
                pages = publish_due(bundle)
            except BundleError as error:
                failed += 1
                self._failed(bundle, str(error))
            except Exception:
                # A fault of ours in one bundle must not keep the next from being published.
                failed += 1
                logger.exception("Bundle %s could not be published", bundle.pk)
                self._failed(bundle, gettext("An error in the system: ask an administrator."))
            else:
                self.stdout.write(f"{bundle.name}: {len(pages)} pages published.")
        self.stdout.write(f"{len(bundles)} bundles were due, {failed} not published.")
        if failed:
            raise SystemExit(1)

    def _failed(self, bundle: Bundle, why: str) -> None:
        Bundle.objects.filter(pk=bundle.pk).update(failure=why)
        self.stderr.write(f"{bundle.name}: not published.\n{why}")
