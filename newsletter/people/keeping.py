"""For how long what is kept: the rules, each with its reason; `newsletter_subscribers tidy` keeps
them. Decision 49.
"""

from datetime import timedelta

# The link of the confirming mail holds for three days: who has not pressed it in a week does not
# want it.
NOT_CONFIRMED = timedelta(days=7)
# Somebody who ended it by mistake finds it as it was; a complaint about it can be answered.
ENDED = timedelta(days=30)
# A mailbox that was full or moved may come back, and nobody can ask by an address that is dead.
SUSPENDED = timedelta(days=180)
# Who got which issue: for questions about it, and for the rule on frequency, a year and a month.
WHO_GOT_IT = timedelta(days=400)
# What limits the form by the day.
ATTEMPTS = timedelta(hours=24)
# That an issue was looked at before it was sent: as long as anybody can ask about it.
TEST_SENDS = timedelta(days=365)
# A city changes its mail program every few years, and old lists come along.
FORGOTTEN = timedelta(days=5 * 365)
# Work that was done, by the worker: to look for what went wrong.
DONE_TASKS = timedelta(days=14)
