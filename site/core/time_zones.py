"""Time zones of the places that events are held in."""

import zoneinfo


def time_zone_choices() -> list[tuple[str, str]]:
    """All zones of the tz database that are named by continent and town."""
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name)
    return [(name, name.replace("_", " ")) for name in names if not name.startswith("Etc/")]
