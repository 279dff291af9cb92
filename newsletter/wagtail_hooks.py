from newsletter import checklist_screen, fill_screen, report_screen  # noqa: F401 – their hooks
