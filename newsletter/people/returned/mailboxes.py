"""Where mail that came back lies: a file, a folder (Maildir), an mbox, or a mailbox by IMAP.

Each gives the mails one by one, and takes away the one that was understood; the others stay.
"""

import imaplib
import mailbox
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from newsletter.people.returned.delivery_report import LARGEST

Mails = Iterator[tuple[bytes, Callable[[], Any]]]
SECONDS = 60
PORT, ENCRYPTED_PORT = 143, 993
LOCAL = ("localhost", "127.0.0.1", "::1")


def mails_in(path: Path) -> Mails:
    """Of a Maildir, an mbox, or of one mail in a file, which is left where it is.

    Raises OSError.
    """
    if path.is_dir():
        yield from _of_box(mailbox.Maildir(path, create=False))
        return
    with path.open("rb") as file:
        start = file.read(5)
    if start == b"From ":
        yield from _of_box(mailbox.mbox(path, create=False))
    else:
        yield path.read_bytes(), lambda: None


def _of_box(box: Any) -> Mails:
    box.lock()
    try:
        for key in list(box.keys()):
            with suppress(KeyError):
                yield box.get_bytes(key), partial(box.discard, key)
        box.flush()
    finally:
        box.close()


class MailboxError(Exception):
    """Why the mailbox cannot be read, without its password."""


def mails_by_imap(address: str) -> Mails:
    """Of `imaps://user:password@host/FOLDER`; without encryption on this machine alone.

    Raises MailboxError.
    """
    asked = urlsplit(address)
    local = asked.scheme == "imap" and asked.hostname in LOCAL
    if not (asked.scheme == "imaps" or local) or not asked.hostname:
        raise MailboxError("the address must be imaps://user:password@host/INBOX")
    connect: Any = imaplib.IMAP4 if local else imaplib.IMAP4_SSL
    try:
        port = asked.port or (PORT if local else ENCRYPTED_PORT)
        with connect(asked.hostname, port, timeout=SECONDS) as server:
            server.login(unquote(asked.username or ""), unquote(asked.password or ""))
            folder = unquote(asked.path.strip("/")) or "INBOX"
            answer, _count = server.select(f'"{folder}"')
            if answer != "OK":
                raise MailboxError("there is no such folder")
            yield from _of_folder(server)
            server.expunge()
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        # What the server says may repeat the user's name.
        raise MailboxError(f"{type(error).__name__}, host {asked.hostname}") from None


def _of_folder(server: Any) -> Mails:
    _answer, found = server.uid("SEARCH", "UNDELETED", "SMALLER", str(LARGEST))
    for uid in (found[0] or b"").split():
        # Not marked as read: what is not understood stays as it was, for a person.
        _answer, parts = server.uid("FETCH", uid, "(BODY.PEEK[])")
        raw = next((part[1] for part in parts if isinstance(part, tuple)), None)
        if raw is not None:
            yield raw, partial(server.uid, "STORE", uid, "+FLAGS.SILENT", r"(\Seen \Deleted)")
