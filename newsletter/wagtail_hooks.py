from newsletter import (  # noqa: F401 – their hooks
    checklist_screen,
    fill_screen,
    report_screen,
    send_history,
    send_screens,
)
