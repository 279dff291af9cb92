from newsletter import checklist_screen, report_screen  # noqa: F401 – their hooks
from newsletter.people import hooks, log  # noqa: F401 – theirs too
