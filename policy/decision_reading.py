"""A decision as its documents and its archive package say it: as the public reads it today."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation

from blocks.channels import Channel, data, render
from core.languages import answering, read_references, shown

if TYPE_CHECKING:
    from policy.models import DecisionPage

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def public_versions(page: "DecisionPage") -> "dict[str, DecisionPage]":
    """The page by language, as far as whoever reads this one may read the other too."""
    same = type(page).objects.filter(translation_key=page.translation_key)
    # A translation is as private as its Swedish page (`bilingual.privacy`).
    is_open = shown(same.filter(pk=page.pk)).exists()
    pages = shown(same) if is_open else answering(same)
    found = {
        p.locale.language_code: p
        for p in pages.select_related("locale", "deciding_body", "proposed_by", "adopts")
    }
    return {code: found[code] for code in LANGUAGES if code in found}


@dataclass
class ReadDecision:
    """One language of it; the template of its document reads this."""

    page: "DecisionPage"

    @property
    def language(self) -> str:
        return str(self.page.locale.language_code)

    @property
    def version(self) -> Any:
        """The version of the policy that it adopts; None if there is none that is public."""
        adopts = [self.page.adopts] if self.page.adopts else []
        return next(iter(read_references(adopts, language=self.language)), None)

    @property
    def body(self) -> str:
        """Its blocks as HTML for print, which their templates have escaped."""
        return render(self.page.body, Channel.PRINT, self.language)

    def words(self) -> dict[str, Any]:
        """Its texts as plain data."""
        with translation.override(self.language):
            return {
                "title": self.page.title,
                "introduction": self.page.introduction,
                "decision_text": self.page.decision_text,
                "body": data(self.page.body),
                "address": self.page.full_url,
            }
