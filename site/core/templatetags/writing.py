"""Amounts, dates and places as the reader's language writes them."""

import datetime as dt
from decimal import Decimal
from typing import Any

from babel.numbers import format_currency, format_decimal, format_percent
from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from core.hyphens import divisible
from core.languages import reading_language
from core.periods import period_text
from core.said import Said

register = template.Library()

NBSP = "\u00a0"
DAY = "j F Y"
# British usage: the English reader of a Swedish city is most often a European colleague.
CLDR_LOCALES = {"sv": "sv_SE", "en": "en_GB"}


def _cldr_locale() -> str:
    return CLDR_LOCALES.get(reading_language(), "sv_SE")


@register.filter
def excerpt(text: str | None, length: int = 155) -> str:
    """The beginning of `text` on one line, cut after a whole word; empty where there is none."""
    line = " ".join((text or "").split())
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(" ,;:–") + " …"


@register.simple_tag
def in_column(text: str, room: int, language: str = "") -> str:
    """A text whose words of more letters than there is `room` for may be divided; in the reader's
    language unless another is given.
    """
    return divisible(str(text), language or reading_language(), room)


@register.filter
def number(value: int | Decimal) -> str:
    """1690 as “1 690” or “1,690”."""
    return format_decimal(value, locale=_cldr_locale())


@register.filter
def money(amount: Decimal, currency: str) -> str:
    """An amount with the currency's name, whole amounts without decimals; never broken in two."""
    whole = amount == amount.to_integral_value()
    text = format_currency(
        amount,
        currency,
        format="#,##0 ¤¤¤" if whole else "#,##0.00 ¤¤¤",
        locale=_cldr_locale(),
        currency_digits=False,
    )
    return text.replace(" ", NBSP)


@register.filter
def share_of(part: Decimal, whole: Decimal | None) -> str:
    """How much of `whole` the part is, “50 %”; empty where there is no whole."""
    return format_percent(part / whole, locale=_cldr_locale()) if whole else ""


def date_text(date: dt.date) -> str:
    """A date in words, as plain text."""
    return date_format(date, DAY)


@register.filter
def day(date: dt.date | None) -> SafeString | str:
    """A date in words, with its machine-readable form; of a moment, its day in Sweden."""
    if date is None:
        return ""
    if isinstance(date, dt.datetime):
        date = timezone.localtime(date).date()
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), date_text(date))


@register.filter
def said(words: Said) -> SafeString:
    """Words, marked where they are in another language than the reader's (WCAG 3.1.2)."""
    if words.language:
        return format_html('<span lang="{}">{}</span>', words.language, words.words)
    return format_html("{}", words.words)


@register.filter
def since(page: Any) -> str:
    """The beginning of a page's period that has no end; empty for any other period."""
    if page.starts_on is None or page.ends_on is not None:
        return ""
    return period_text(page.starts_on, page.starts_on, page.precision)


@register.simple_tag
def time_span(start: dt.datetime, end: dt.datetime) -> SafeString:
    """From when to when, in Swedish time; the day is written once where it is the same."""
    first, last = timezone.localtime(start), timezone.localtime(end)
    opening = format_html(
        '<time datetime="{}">{} {}</time>',
        first.isoformat(),
        date_format(first, DAY),
        date_format(first, "H:i").replace(" ", NBSP),
    )
    same_day = first.date() == last.date()
    closing = format_html(
        '<time datetime="{}">{}</time>',
        last.isoformat(),
        date_format(last, "H:i") if same_day else date_format(last, f"{DAY} H:i"),
    )
    return format_html("{}{}{}", opening, "–" if same_day else " – ", closing)


@register.simple_tag
def coordinates(page: Any) -> str:
    """“51.31° N, 9.48° E”, to about a kilometre; empty for a page without a place."""
    if page.latitude is None or page.longitude is None:
        return ""
    north = pgettext("compass", "N") if page.latitude >= 0 else pgettext("compass", "S")
    east = pgettext("compass", "E") if page.longitude >= 0 else pgettext("compass", "W")
    return ", ".join(
        f"{format_decimal(round(abs(degrees), 2), '0.00', _cldr_locale())}°{NBSP}{side}"
        for degrees, side in ((page.latitude, north), (page.longitude, east))
    )
