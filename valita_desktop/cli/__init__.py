"""The command line: the same trips as the window, without a display.

A module a family of commands; `program` puts them together. The only room that reads
arguments and speaks to a terminal.
"""

from valita_desktop.cli.program import main

__all__ = ["main"]
