"""The command line: one sub-command per arrow of the map, the only place that prints, error → exit status."""

from mnassess.cli.main import main

__all__ = ["main"]
