"""A mailbox server on this machine that speaks as much IMAP (RFC 3501) as reading one needs."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Mailbox(socketserver.ThreadingTCPServer):
    """Its mails by number, with their flags."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, mails: list[bytes]) -> None:
        self.mails = dict(enumerate(mails, start=1))
        self.flags: dict[int, str] = {}
        super().__init__(("127.0.0.1", 0), Session)


class Session(socketserver.StreamRequestHandler):
    """One client."""

    server: Any

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("* OK ready")
        for line in self.rfile:
            tag, _blank, asked = line.decode().strip().partition(" ")
            if not self.answered(tag, asked):
                return

    def answered(self, tag: str, asked: str) -> bool:
        mails, flags = self.server.mails, self.server.flags
        word = asked.upper()
        if word.startswith("LOGIN") and '"s e%cret"' not in asked:
            self.say(f"{tag} NO no such user: {asked}")
            return True
        if word.startswith("CAPABILITY"):
            self.say("* CAPABILITY IMAP4rev1")
        elif word.startswith("SELECT"):
            if "INBOX" not in asked:
                self.say(f"{tag} NO no such folder")
                return True
            self.say(f"* {len(mails)} EXISTS")
        elif word.startswith("UID SEARCH"):
            found = [str(uid) for uid in mails if "Deleted" not in flags.get(uid, "")]
            self.say(f"* SEARCH {' '.join(found)}")
        elif fetch := re.match(r"UID FETCH (\d+) \(BODY\.PEEK\[\]\)", asked):
            content = mails[int(fetch[1])]
            self.say(f"* {fetch[1]} FETCH (UID {fetch[1]} BODY[] {{{len(content)}}}")
            self.wfile.write(content + b")\r\n")
        elif store := re.match(r"UID STORE (\d+) \+FLAGS.SILENT \((.*)\)", asked):
            flags[int(store[1])] = store[2]
        elif word == "EXPUNGE":
            for uid in [uid for uid, set_ in flags.items() if "Deleted" in set_]:
                mails.pop(uid, None)
        elif word == "LOGOUT":
            self.say("* BYE")
        self.say(f"{tag} OK done")
        return word != "LOGOUT"


@contextmanager
def imap_mailbox(mails: list[bytes]) -> Iterator[Mailbox]:
    """Runs it while the test does."""
    with Mailbox(mails) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
