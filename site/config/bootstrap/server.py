"""`make run` and `make dev`."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import checks
from environment import (
    ROOT,
    VAR,
    VENV,
    compile_catalogues,
    digest,
    install,
    is_stamped,
    say,
    stamp,
    tool,
)
from problem import Problem

AREAS = ("home", "policy", "networks", "newsletter", "search")


def run() -> int:
    """Serves the site the way production does, on loopback; returns only when it fails."""
    port = _prepare()
    environ = _environment("config.settings.production", port)
    environ.setdefault("SECRET_KEY", _secret_key())
    _set_up(environ)
    _collect_static(environ)
    environ["START_BANNER"] = _addresses(port)
    environ.setdefault("START_WORKER", "true")
    say("Starting the server …")
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(tool("gunicorn"), [tool("gunicorn"), "-c", "gunicorn.conf.py"], environ)


def dev() -> int:
    """Serves the site with reloading and DEBUG."""
    port = _prepare()
    environ = _environment("config.settings.dev", port)
    _set_up(environ)
    say(_addresses(port))
    os.chdir(ROOT)
    command = [tool("python"), "manage.py", "runserver", f"127.0.0.1:{port}"]
    os.execve(command[0], command, environ)


def _prepare() -> int:
    port = checks.port(os.environ.get("PORT") or "8000")
    checks.disk(ROOT, 100 if VENV.exists() else 1000)
    VAR.mkdir(parents=True, exist_ok=True)
    install("requirements.txt")
    compile_catalogues()
    return port


def _environment(settings: str, port: int) -> dict[str, str]:
    """What the site is told; whatever the environment says already wins."""
    defaults = {
        "DJANGO_SETTINGS_MODULE": settings,
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SERVE_MEDIA": "true",
        "HTTPS_ONLY": "false",
        "PYTHONUNBUFFERED": "1",
    }
    return {**defaults, **os.environ, "PORT": str(port)}


def _secret_key() -> str:
    """The site's secret, made at random at the first start."""
    path = VAR / "secret-key"
    if not path.exists() or not path.read_text().strip():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def _manage(environ: dict[str, str], *arguments: str) -> None:
    """Runs a management command; its output goes to the terminal as it comes."""
    result = subprocess.run(
        [tool("python"), "manage.py", *arguments],
        cwd=ROOT,
        env=environ,
        check=False,
        stderr=subprocess.PIPE,
        text=True,
    )
    sys.stderr.write(result.stderr)
    if result.returncode == 0:
        return
    if "disk is full" in result.stderr or "No space left on device" in result.stderr:
        raise Problem(checks.FULL_DISK)
    raise Problem(
        f"`manage.py {arguments[0]}` failed: see the lines above. Nothing was half written; "
        "start again when the cause is mended."
    )


def _set_up(environ: dict[str, str]) -> None:
    """Database, demo content (once), demo log-ins: one process, as Django's start costs most."""
    say("Preparing the database …")
    _manage(environ, "set_up_site")


def _static_files() -> list[Path]:
    shared = ROOT / "site"
    areas = (ROOT / area / "static" for area in AREAS)
    folders = [shared / "static", *sorted(shared.glob("*/static")), *areas]
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def _collect_static(environ: dict[str, str]) -> None:
    fingerprint = digest([ROOT / "requirements.txt", *_static_files()])
    if is_stamped("static", fingerprint) and (VAR / "static" / "staticfiles.json").exists():
        return
    say("Collecting and compressing static files …")
    _manage(environ, "collectstatic", "--noinput", "--clear", "--verbosity", "0")
    stamp("static", fingerprint)


def _addresses(port: int) -> str:
    address = f"http://127.0.0.1:{port}"
    return "\n".join(
        [
            "",
            f"  Public site, Swedish:  {address}/",
            f"  Public site, English:  {address}/en/",
            f"  Editor:                {address}/admin/",
            f"  The password of the demo log-ins above is kept in {VAR / 'demo-password'}",
            "  Ctrl+C stops the site.",
            "",
        ]
    )
