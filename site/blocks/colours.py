"""HTML and CSS as a reader sees it who has chosen light or dark colours."""

LIGHT, DARK = "light", "dark"
# The reader's choice in a style sheet, and what is always or never so.
PREFERS_DARK, ALWAYS, NEVER = "(prefers-color-scheme: dark)", "(min-width: 0)", "(max-width: 0)"


def in_colours(text: str, scheme: str) -> str:
    """The text with the reader's choice made: LIGHT or DARK."""
    return text.replace(PREFERS_DARK, ALWAYS if scheme == DARK else NEVER)
