from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = _("Records")

    def ready(self) -> None:
        from django.db.models.signals import pre_delete, pre_save

        from core import cards
        from core import gone as gone_addresses
        from records import gone
        from records.cards import CARDS

        cards.register(*CARDS)
        gone_addresses.answers.append(gone.answer)
        for model in gone.ADDRESSED:
            pre_delete.connect(gone.note, model, dispatch_uid="records.gone")
            pre_save.connect(gone.when_renamed, model, dispatch_uid="records.renamed")
