"""What is stored about the two languages, beside the pages themselves."""

from bilingual.models.bundle import Bundle, BundleItem
from bilingual.models.notice import Notice, NoticePreference
from bilingual.models.term import Term
from bilingual.models.translation import SwedishOnly, TranslationState

__all__ = [
    "Bundle",
    "BundleItem",
    "Notice",
    "NoticePreference",
    "SwedishOnly",
    "Term",
    "TranslationState",
]
