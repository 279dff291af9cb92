from newsletter import checklist_screen, report_screen, send_history, send_screens  # noqa: F401 – their hooks
