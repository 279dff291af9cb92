from newsletter import report_screen  # noqa: F401 – its hooks
