"""`make test`, `make bench`, `make lint`, `make format`, `make messages`."""

import os
import shlex
import shutil
from ctypes.util import find_library

from environment import ROOT, VAR, call, compile_catalogues, install, say, tool
from problem import Problem

CODE = ["manage.py", "gunicorn.conf.py", "site", "home", "policy", "networks", "newsletter"]
CODE += ["search", "tests"]
TEMPLATES = ["site", "home", "policy", "networks", "newsletter", "search"]
MAKEMESSAGES = ["makemessages", "-l", "sv", "-l", "en", "--no-location", "--no-obsolete"]
IGNORED = [f"--ignore={name}" for name in ("var", "tests", ".venv", "docs")]


def _environment() -> dict[str, str]:
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    # No password of somebody's own shell may change what the tests see.
    environ.pop("DEMO_PASSWORD", None)
    return environ


def _install() -> None:
    VAR.mkdir(parents=True, exist_ok=True)
    install("requirements.txt", "requirements-dev.txt")
    compile_catalogues()


def _debian(package: str, program: str, purpose: str) -> None:
    """Installs a Debian package if its program is missing and we may; else says what to do."""
    if not shutil.which(program):
        _apt(package, program, purpose)


def _apt(package: str, missing: str, purpose: str) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Problem(f"{missing} is missing, {purpose} need it: apt install {package}.")
    say(f"Installing {package} …")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call(["apt-get", "update", "-qq"], environ)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *package.split()]
    if call(command, environ):
        raise Problem(f"{package} could not be installed: see the lines above.")


def _browser() -> None:
    """A Chromium for the browser tests: one that is there, Debian's, or Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    if os.environ.get("CHROMIUM") or any(shutil.which(name) for name in names):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _debian("chromium", "chromium", "the browser tests")
    elif call([tool("python"), "-m", "playwright", "install", "chromium"]) != 0:
        raise Problem(
            "The browser tests need Chromium: install it (Debian: apt install chromium), "
            "or name one with CHROMIUM=/path/to/chromium."
        )


def _pdf() -> None:
    """What lays out PDF pages, and a typeface to set them in."""
    libraries = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
    if not all(find_library(name) for name in libraries):
        packages = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation"
        _apt(packages, "Pango", "the tests of PDF files")


def test() -> int:
    """Runs the tests; gives pytest's exit code."""
    _install()
    _browser()
    _pdf()
    arguments = shlex.split(os.environ.get("ARGS", ""))
    return call([tool("python"), "-m", "pytest", *arguments], _environment())


def bench() -> int:
    """Measures the site with few and with many pages, side by side."""
    _install()
    arguments = shlex.split(os.environ.get("ARGS", ""))
    return call([tool("python"), "manage.py", "bench", *arguments], _environment())


def lint() -> int:
    """Runs every check, also after one has failed; 1 if any found something."""
    _install()
    _debian("gettext", "xgettext", "the catalogue checks")
    python = tool("python")
    checks = {
        "format": [tool("ruff"), "format", "--check", *CODE],
        "lint": [tool("ruff"), "check", *CODE],
        "templates": [tool("djlint"), "--lint", "--quiet", *TEMPLATES],
        "imports": [tool("lint-imports")],
        "types": [tool("mypy")],
        "django": [python, "manage.py", "check", "--fail-level", "WARNING"],
        "migrations": [python, "manage.py", "makemigrations", "--check", "--dry-run"],
        "catalogues": [python, "manage.py", "check_catalogues"],
        "sizes": [python, "manage.py", "check_sizes"],
    }
    environ = {**_environment(), "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}"}
    failed = []
    for name, command in checks.items():
        say(f"— {name}")
        if call(command, environ) != 0:
            failed.append(name)
    say(f"\nFound something: {', '.join(failed)}." if failed else "\nAll checks passed.")
    return 1 if failed else 0


def format_code() -> int:
    """Formats the code; what cannot be mended is printed. Templates are linted only."""
    _install()
    call([tool("ruff"), "check", "--fix", "--quiet", *CODE])
    call([tool("ruff"), "format", *CODE])
    return 0


def messages() -> int:
    """Collects the interface texts of code and templates into locale/."""
    _install()
    _debian("gettext", "xgettext", "the message catalogues")
    return call([tool("python"), "manage.py", *MAKEMESSAGES, *IGNORED], _environment())
