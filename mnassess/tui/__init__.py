"""The terminal interface. Everything a person can do here, a function of the other packages can do without it."""

from mnassess.tui import terminal

terminal.mend()
