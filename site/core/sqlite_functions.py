"""What SQLite is taught, since it knows no letters but a–z: our expressions call it by name."""

from collections.abc import Callable
from typing import Any

from core.folding import Folded, folded
from core.name_order import ByName, name_key

# By the name that an expression calls: how many arguments it has, and what it is.
FUNCTIONS: dict[str, tuple[int, Callable[..., str]]] = {
    ByName.function: (2, name_key),
    Folded.function: (1, folded),
}


def teach(connection: Any, **_signal: Any) -> None:
    """Gives a new connection to SQLite the functions; nothing is made of nothing."""
    if connection.vendor != "sqlite":
        return
    for name, (arguments, function) in FUNCTIONS.items():
        connection.connection.create_function(
            name, arguments, _of_something(function), deterministic=True
        )


def _of_something(function: Callable[..., str]) -> Callable[..., str | None]:
    return lambda text, *more: None if text is None else function(text, *more)
