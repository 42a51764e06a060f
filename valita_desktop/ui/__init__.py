"""The window. The only package that draws.

PySide6 reads the source of every module that is imported after it, to find those that want
its methods under other names, and what was read stays in memory. None of ours wants that,
so imports are Python's own again (docs/adr/0051-memory-of-the-window.md).
"""

import builtins

import PySide6.QtCore  # noqa: F401 - puts its own import in place

if builtins.__import__ is getattr(builtins, "__feature_import__", None):
    builtins.__import__ = builtins.__orig_import__  # type: ignore[attr-defined]
