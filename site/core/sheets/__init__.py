"""Spreadsheets that are handed in: read, looked at in a dry run, and written after that."""
