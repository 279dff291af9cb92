"""The virtual environment: made once, renewed when the requirements change."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import checks
from problem import Problem

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var")
STAMPS = VAR / "stamps"


def say(text: str) -> None:
    """Progress, seen at once also in a pipe."""
    print(text, flush=True)


def tool(name: str) -> str:
    """The path of a program of the virtual environment."""
    return str(VENV / "bin" / name)


def call(command: list[str], env: Mapping[str, str] | None = None) -> int:
    """Runs a command in the project's folder and gives its exit code."""
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def digest(paths: Iterable[Path]) -> str:
    """A fingerprint of files and of the Python that runs them."""
    found = hashlib.sha256(sys.version.encode())
    for path in sorted(paths):
        found.update(str(path.relative_to(ROOT)).encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def is_stamped(name: str, fingerprint: str) -> bool:
    """Whether the step `name` was finished for this fingerprint."""
    path = STAMPS / name
    return path.exists() and path.read_text() == fingerprint


def stamp(name: str, fingerprint: str) -> None:
    """Notes that the step `name` is finished; a step that is killed leaves no note."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    draft = STAMPS / f"{name}.part"
    draft.write_text(fingerprint)
    draft.replace(STAMPS / name)


def install(*requirements: str) -> None:
    """Makes `.venv` and installs the pinned requirements into it, hashes checked.

    Raises Problem when a download breaks or the disk is full.
    """
    files = [ROOT / name for name in requirements]
    fingerprint, name = digest(files), "-".join(path.stem for path in files)
    # A newer set of requirements may hold all of an older one.
    if VENV.exists() and is_stamped(name, fingerprint):
        return
    checks.disk(ROOT, 1000)
    if not (VENV / "bin" / "pip").exists():
        say("Making the Python environment (.venv) …")
        shutil.rmtree(VENV, ignore_errors=True)
        if call([sys.executable, "-m", "venv", str(VENV)]) != 0:
            raise Problem(
                "The Python environment could not be made: "
                "install venv (Debian: apt install python3-venv) and start again."
            )
    say(f"Installing {' and '.join(requirements)} (some minutes the first time) …")
    command = [tool("pip"), "install", "--disable-pip-version-check", "--require-hashes"]
    for path in files:
        command += ["-r", str(path)]
    _pip(command)
    stamp(name, fingerprint)


def _pip(command: list[str]) -> None:
    """Runs pip with a line for each package; on failure says what to do about it."""
    last_lines: list[str] = []
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            last_lines = [*last_lines[-30:], line.rstrip()]
            if line.startswith(("Collecting", "Installing", "Building")):
                say("  " + line.split("(from")[0].strip()[:110])
    if process.returncode == 0:
        return
    output = "\n".join(last_lines)
    if "No space left on device" in output:
        raise Problem(checks.FULL_DISK)
    errors = [line for line in last_lines if line.startswith("ERROR")] or last_lines[-3:]
    print("\n".join(errors), file=sys.stderr)
    if "HASHES" in output:
        raise Problem(
            "A download does not match its checksum: it is not installed. Start again; "
            "if it happens twice, ask whoever maintains requirements.txt."
        )
    raise Problem(
        "The packages could not be downloaded: check the network connection and start again; "
        "what has been downloaded is kept."
    )


def compile_catalogues() -> None:
    """Compiles the message catalogues that are newer than their result; needs no gettext."""
    stale = [
        po
        for po in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
        if not po.with_suffix(".mo").exists()
        or po.with_suffix(".mo").stat().st_mtime < po.stat().st_mtime
    ]
    for po in stale:
        language = po.parts[-3]
        command = [tool("pybabel"), "-q", "compile", "-l", language]
        if call([*command, "-i", str(po), "-o", str(po.with_suffix(".mo"))]) != 0:
            raise Problem(f"The message catalogue {po.relative_to(ROOT)} has an error: see above.")
