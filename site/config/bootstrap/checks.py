"""What can be wrong with a machine, each said in one line before the long work begins."""

import errno
import importlib.util
import os
import shutil
import socket
import sys
from pathlib import Path

from problem import Problem

MEGABYTE = 1024 * 1024
FULL_DISK = "The disk is full: free some space and start again; nothing that was saved is lost."


def python() -> None:
    """Python itself, and the module that makes environments."""
    if sys.version_info < (3, 11):
        raise Problem(
            f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: "
            "install it, or name another with `make … PYTHON=python3.11`."
        )
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise Problem(
            "Python's module venv is missing: install it (Debian: apt install python3-venv)."
        )


def folder(root: Path) -> None:
    """Whether the project's folder can be written to."""
    if not os.access(root, os.W_OK):
        raise Problem(f"The folder {root} cannot be written to: change its owner or its rights.")


def disk(root: Path, megabytes: int) -> None:
    """Whether enough of the disk is free."""
    free = shutil.disk_usage(root).free // MEGABYTE
    if free < megabytes:
        raise Problem(
            f"Only {free} MB are free on the disk, about {megabytes} MB are needed: "
            "free some space and start again."
        )


def port(text: str) -> int:
    """The port as a number, if it is one and nobody listens on it on 127.0.0.1."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise Problem(f"PORT={text} is no port: give a number from 1 to 65535, as in PORT=8001.")
    number = int(text)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As the server itself does: a port that was left a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except PermissionError:
            raise Problem(
                f"Port {number} needs an administrator: choose one above 1023, as in PORT=8000."
            ) from None
        except OSError:
            raise Problem(
                f"Port {number} is taken by another program: stop that, "
                f"or choose another port, as in PORT={number % 65535 + 1}."
            ) from None
    return number


def explain(error: OSError) -> str:
    """One line for an error of the operating system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FULL_DISK
    place = f" ({error.filename})" if error.filename else ""
    return f"The operating system refused: {error.strerror or error}{place}."
