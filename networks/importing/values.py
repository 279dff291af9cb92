"""Days, amounts, countries and numbers as the sources write them; a ValueError says the fault."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation, localcontext

from babel import Locale
from django.utils.translation import gettext as _

from core.countries import NOT_COUNTRIES
from core.periods import Precision
from core.sheets.dates import moment_of
from core.sheets.words import clean_text

NOTHING = {"n.a.", "n.a", "n/a", "na", "none", "null", "nan", "-", "–"}
DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[ T]00:00.*)?"),
    # Kohesio's: the day first.
    re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})"),
)
# The Commission's own codes for two countries.
COUNTRY_CODES = {"EL": "GR", "UK": "GB"}
# SQLite keeps fifteen digits exactly, two of them decimals.
LARGEST_AMOUNT = Decimal(10) ** 13
YES = {"true", "yes", "1", "ja", "sant"}
NO = {"false", "no", "0", "nej", "falskt"}


def text_of(value: object) -> str:
    """A cell's text; what stands for nothing is nothing."""
    text = clean_text(value)
    return "" if text.casefold() in NOTHING else text


def day_of(text: str) -> str:
    """The day in ISO form; any year of four digits."""
    for pattern in DAYS:
        if found := pattern.fullmatch(text):
            try:
                return dt.date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError as error:
                raise ValueError(_("There is no such day: “%(text)s”.") % {"text": text}) from error
    moment = moment_of(text)
    if moment.precision is not Precision.DAY:
        raise ValueError(_("“%(text)s” is a period: give a day here.") % {"text": text[:40]})
    return moment.day.isoformat()


def amount_of(text: str) -> str:
    """The amount as a decimal number with two decimals, exact whatever its size."""
    number = re.sub(r"[\s\u00a0\u202f']|EUR|SEK|€|kr", "", text)
    if number.count(",") and number.count("."):
        # The one that comes last parts the decimals.
        thousands = "," if number.rindex(".") > number.rindex(",") else "."
        number = number.replace(thousands, "")
    elif number.count(".") > 1 or number.count(",") > 1:
        number = number.replace(".", "").replace(",", "")
    elif re.fullmatch(r"\d{1,3},\d{3}", number):
        raise ValueError(
            _("“%(text)s” can be read in two ways: write it without a comma.") % {"text": text[:40]}
        )
    number = number.replace(",", ".")
    try:
        if not re.fullmatch(r"-?\d+(\.\d*)?", number):
            raise ValueError(number)
        with localcontext(prec=200):
            amount = Decimal(number).quantize(Decimal("0.01"))
    except (ValueError, InvalidOperation) as error:
        raise ValueError(_("“%(text)s” is no amount.") % {"text": text[:40]}) from error
    if abs(amount) >= LARGEST_AMOUNT:
        raise ValueError(_("“%(text)s” is larger than any project.") % {"text": text[:40]})
    return str(amount)


def country_of(text: str) -> str:
    """The country's code, of its code or of its name in Swedish or English."""
    code = COUNTRY_CODES.get(text.upper(), text.upper())
    wanted = text.casefold()
    for language in ("en", "sv"):
        for known, name in Locale.parse(language).territories.items():
            is_country = len(known) == 2 and known.isalpha() and known not in NOT_COUNTRIES
            if is_country and (known == code or name.casefold() == wanted):
                return known
    raise ValueError(_("“%(text)s” is no country.") % {"text": text[:40]})


def yes_or_no(text: str) -> bool:
    """Whether a cell says yes."""
    if text.casefold() in YES | NO:
        return text.casefold() in YES
    raise ValueError(_("“%(text)s” is neither yes nor no.") % {"text": text[:40]})


def pic_of(text: str) -> str:
    """A participant identification code."""
    if not re.fullmatch(r"\d{9}", text):
        raise ValueError(_("“%(text)s” is no PIC: it has nine digits.") % {"text": text[:40]})
    return text


def registration_of(text: str) -> str:
    """A registration number as it is kept; a Swedish one also out of a VAT number."""
    digits = re.sub(r"\D", "", text)
    if re.fullmatch(r"SE[ \d-]+", text.upper()) and len(digits) == 12:
        digits = digits[:10]
    if re.fullmatch(r"(SE)?[ \d-]+", text.upper()) and len(digits) == 10:
        return f"{digits[:6]}-{digits[6:]}"
    return text


def compared_number(text: str) -> str:
    """A registration number as two are compared: letters and digits alone."""
    return re.sub(r"[\W_]", "", registration_of(text)).casefold()


def coordinates_of(text: str) -> tuple[str, str]:
    """Latitude and longitude of “59.6,16.5”; also in brackets."""
    parts = text.strip("()[] ").split(",")
    try:
        latitude, longitude = (Decimal(part.strip()) for part in parts)
    except (InvalidOperation, ValueError) as error:
        raise ValueError(_("“%(text)s” is no place on a map.") % {"text": text[:40]}) from error
    four = Decimal("0.0001")
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError(_("“%(text)s” is no place on a map.") % {"text": text[:40]})
    return str(latitude.quantize(four)), str(longitude.quantize(four))
