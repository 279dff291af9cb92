"""A real web server on loopback that answers in every way that servers do."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Handler(BaseHTTPRequestHandler):
    robots = "User-agent: *\nDisallow: /private\n"

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        server: Any = self.server
        server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        path = self.path
        if path == "/robots.txt":
            self._send(200, self.robots.encode())
        elif path == "/slow":
            time.sleep(2)
            self._send(200)
        elif path == "/drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _time in range(20):
                time.sleep(0.2)
                self.wfile.write(b"X")
        elif path.startswith("/status/"):
            self._send(server.statuses.get(path, int(path.split("/")[2])))
        elif path == "/get-only":
            self._send(405 if self.command == "HEAD" else 200)
        elif path == "/loop":
            self._send(302, location="/loop-2")
        elif path == "/loop-2":
            self._send(302, location="/loop")
        elif path.startswith("/hop/"):
            number = int(path.split("/")[2])
            self._send(302, location=f"/hop/{number - 1}") if number else self._send(200)
        elif path == "/inwards":
            self._send(302, location="http://169.254.169.254/latest/meta-data/")
        elif path == "/garbage":
            self.wfile.write(b"\x00\x01 not HTTP\r\n\r\n")
        elif path == "/huge":
            self._send(200, b"x" * 5_000_000)
        else:
            self._send(200)

    def _send(self, status: int, body: bytes = b"ok", location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            try:
                self.wfile.write(body)
            except OSError:
                return

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:
            # Whoever asked has hung up.
            self.close_connection = True

    def log_message(self, *arguments: Any) -> None:
        """Says nothing."""


@contextmanager
def serving() -> Iterator[Any]:
    """The server, at `base`; `asked` is what it was asked, `statuses` what it says instead."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.asked, server.statuses = [], {}
    server.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
