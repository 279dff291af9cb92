from newsletter import checklist_screen, report_screen  # noqa: F401 – their hooks
