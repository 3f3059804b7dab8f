"""Everything that must hold before a change lands: format, lint, types, tests. Run it inside the environment."""

import subprocess
import sys

STEPS = (
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("lint", ["-m", "ruff", "check", "."]),
    ("types", ["-m", "mypy"]),
    ("tests", ["-X", "warn_default_encoding", "-m", "pytest", "-n", "auto", *sys.argv[1:]]),
)


def main() -> int:
    """Run the steps in order; stop at the first that fails."""
    for name, arguments in STEPS:
        print(f"== {name}", flush=True)  # noqa: T201 - a script that reports its steps
        status = subprocess.run([sys.executable, *arguments], check=False)  # noqa: S603 - our own steps
        if status.returncode:
            return status.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
