from newsletter import (  # noqa: F401 – their hooks
    checklist_screen,
    figures_report,
    fill_screen,
    issue_list,
    report_screen,
    send_history,
    send_screens,
    taken_away,
)
from newsletter.people import hooks, log  # noqa: F401 – theirs too
