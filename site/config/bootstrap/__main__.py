"""Makes the environment and starts the site; needs nothing but Python's standard library.

Called by the Makefile: `python3 site/config/bootstrap run|dev|test|bench|lint|format|messages`.
Exits with 0, 1 (found something) or 2 (could not run, after one line that says what to do).
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import checks
import environment
import quality
import server
from problem import Problem

TARGETS = {
    "run": server.run,
    "dev": server.dev,
    "test": quality.test,
    "bench": quality.bench,
    "lint": quality.lint,
    "format": quality.format_code,
    "messages": quality.messages,
}


def main(arguments: list[str]) -> int:
    """Runs the one named target and gives its exit code."""
    if len(arguments) != 1 or arguments[0] not in TARGETS:
        print(f"Say one of: {', '.join(TARGETS)}.", file=sys.stderr)
        return 2
    try:
        checks.python()
        checks.folder(environment.ROOT)
        return TARGETS[arguments[0]]()
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"\n{checks.explain(error)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
