"""The one kind of failure that a user can do something about."""


class Problem(Exception):
    """Carries one line that says what is wrong and what to do."""
