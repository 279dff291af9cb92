"""`make run` and its kin on a machine where something is missing: one line that says what to do."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.any_database

ROOT = Path(settings.ROOT)


def bootstrap(target: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "site" / "config" / "bootstrap"), target],
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def only_line(result: subprocess.CompletedProcess[str]) -> str:
    assert result.returncode == 2
    lines = [line for line in result.stderr.splitlines() if line]
    assert len(lines) == 1, result.stderr
    return lines[0]


def test_a_taken_port_is_named_with_another_to_try() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        line = only_line(bootstrap("run", PORT=str(port)))
    assert f"Port {port} is taken" in line
    assert "PORT=" in line


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8000.0", "８０００"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    assert f"PORT={port} is no port" in only_line(bootstrap("dev", PORT=port))


def test_an_unknown_target_is_refused() -> None:
    assert "run, dev, test" in only_line(bootstrap("fly"))


def test_a_broken_download_says_to_try_again_and_leaves_no_stamp(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "site" / "config", tmp_path / "site" / "config")
    (tmp_path / "requirements.txt").write_text(f"no-such-package==1 --hash=sha256:{'0' * 64}\n")
    result = subprocess.run(
        [sys.executable, str(tmp_path / "site" / "config" / "bootstrap"), "run"],
        env={**os.environ, "PIP_NO_INDEX": "1", "PORT": "18734", "VAR_DIR": ""},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert result.returncode == 2
    assert "could not be downloaded: check the network connection" in result.stderr
    assert not list((tmp_path / "var" / "stamps").glob("*"))


def test_the_server_refuses_the_development_secret_in_production() -> None:
    environ = {k: v for k, v in os.environ.items() if k != "SECRET_KEY"}
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={**environ, "DJANGO_SETTINGS_MODULE": "config.settings.production"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    assert "Set SECRET_KEY to a long random value" in result.stderr
