"""How gunicorn serves the site: on loopback, behind whatever proxy the city has."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

pythonpath = "site"
wsgi_app = "config.wsgi"

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
timeout = 60
graceful_timeout = 20
# Workers are renewed now and then, not all at once.
max_requests = 5000
max_requests_jitter = 500
accesslog = "-" if os.environ.get("ACCESS_LOG") else None
loglevel = "warning"


def on_starting(server: Any) -> None:
    """No log of requests has what a reader's own address is signed with."""
    # By now `pythonpath` is set.
    from core.log_tokens import HideTokens

    server.log.access_log.addFilter(HideTokens())


def when_ready(server: Any) -> None:
    """Says where the site is, as soon as it can be reached."""
    if banner := os.environ.get("START_BANNER"):
        print(banner, flush=True)  # noqa: T201
    if os.environ.get("START_WORKER"):
        # Beside the site only where one command starts all (`make run`); else a service of its own.
        command = [sys.executable, "manage.py", "worker", "--with-parent", "--look", "5"]
        server.queue_worker = subprocess.Popen(command, cwd=Path(__file__).parent)  # noqa: S603


def on_exit(server: Any) -> None:
    """Lets the worker finish what it is at."""
    if worker := getattr(server, "queue_worker", None):
        worker.terminate()
