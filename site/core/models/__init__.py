"""Abstract models that every area builds on; no table of its own."""

from core.models.base_page import BasePage
from core.models.catalogue_page import CatalogueMixin
from core.models.coordinates import CoordinatesMixin
from core.models.example import ExampleMixin
from core.models.located import LocatedMixin
from core.models.period import PeriodMixin
from core.models.routes import RoutesMixin
from core.models.source import FactSourceMixin
from core.models.web_address import WebAddressMixin

__all__ = [
    "BasePage",
    "CatalogueMixin",
    "CoordinatesMixin",
    "ExampleMixin",
    "FactSourceMixin",
    "LocatedMixin",
    "PeriodMixin",
    "RoutesMixin",
    "WebAddressMixin",
]
