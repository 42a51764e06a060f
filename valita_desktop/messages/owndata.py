"""What is told of own data that came in from a file."""

from __future__ import annotations

from valita_desktop.i18n import ngettext


def left_out(unsigned: int) -> str:
    """What is told of materials of a file that nobody can tell to be the network's; ``""`` of none.

    Args:
        unsigned: How many.
    """
    if not unsigned:
        return ""
    told = ngettext(
        "{n} material of another edition was left out: nobody can tell here whether the "
        "network has signed it. Packets print it as it is now.",
        "{n} materials of another edition were left out: nobody can tell here whether the "
        "network has signed them. Packets print them as they are now.",
        unsigned,
    )
    return told.format(n=unsigned)


def own_came(count: int) -> str:
    """What is told of own items that came along; ``""`` of none.

    Args:
        count: How many are new.
    """
    told = ngettext("{n} new material of your own.", "{n} new materials of your own.", count)
    return told.format(n=count) if count else ""
