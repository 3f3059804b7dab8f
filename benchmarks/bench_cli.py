"""How soon `mnassess --help` answers, beside the interpreter's own start."""

import statistics
import subprocess
import sys
import time

RUNS = 21
COMMANDS = {
    "python -c pass (floor)": [sys.executable, "-c", "pass"],
    "import click (peer)": [sys.executable, "-c", "import click"],
    "mnassess --help": [sys.executable, "-m", "mnassess", "--help"],
}


def main() -> None:
    """Print a table; the commands take turns, so that a slow moment meets all of them."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, command in COMMANDS.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times[name].append(time.perf_counter() - start)
    floor = statistics.median(times["python -c pass (floor)"])
    print("| command | median ms | × floor |")
    print("| --- | ---: | ---: |")
    for name, measured in times.items():
        median = statistics.median(measured)
        print(f"| {name} | {median * 1000:.0f} | {median / floor:.1f} |")


if __name__ == "__main__":
    main()
