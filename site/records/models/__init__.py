"""Vocabularies that several areas use: one row each, both languages in plain columns."""

from records.models.contact import Contact
from records.models.focus_area import FocusArea
from records.models.image import CreditedImage, Rendition
from records.models.keyword import Keyword, KeywordedPage
from records.models.operation import Operation
from records.models.organisation import Organisation
from records.models.record import Record
from records.models.web_link import WebLink

__all__ = [
    "Contact",
    "CreditedImage",
    "FocusArea",
    "Keyword",
    "KeywordedPage",
    "Operation",
    "Organisation",
    "Record",
    "Rendition",
    "WebLink",
]
