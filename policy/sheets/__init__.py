"""A plan's activities as a spreadsheet: out, and in again after a dry run."""
