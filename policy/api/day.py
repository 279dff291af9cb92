"""The parameter `as-of` of the API: the same as that of the pages."""

import datetime as dt
from typing import Annotated

from pydantic import BeforeValidator, Field

from core.api import Choice
from policy.as_of import PARAMETER, day_of

Day = Annotated[
    dt.date | None,
    BeforeValidator(day_of),
    Field(alias=PARAMETER, description="As the public saw it at the end of this day: 2006-03-31."),
]


class DayChoice(Choice):
    """Nothing to choose but the day."""

    as_of: Day = None
