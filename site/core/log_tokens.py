"""Signed addresses of readers, kept out of logs."""

import logging
import re

# A key in hexadecimal, perhaps with a time, and Django's signature (core.signing).
TOKEN = re.compile(r"\b[0-9a-f]{32}[.:][\w.:-]{20,}")


class HideTokens(logging.Filter):
    """Writes `…` instead of what a reader's own address is signed with."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if TOKEN.search(said):
            record.msg, record.args = TOKEN.sub("…", said), ()
        return True
