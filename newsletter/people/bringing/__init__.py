"""A list from elsewhere, with its consent: read, looked at in a dry run, and written after that."""
