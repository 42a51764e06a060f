"""Hatchling's build hook: makes what is not committed and lays data where the program looks.

In a wheel, shipped data stands in ``valita_desktop/_data``; an editable install reads it from
the checkout, so there nothing is copied (see ``valita_desktop.paths.data_root``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from typing_extensions import override

from resources import generated


class ShippedData(BuildHookInterface[Any]):
    """Runs before hatchling writes a wheel, plain or editable."""

    @override
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what is stale; name for the wheel the data that it carries.

        Args:
            version: ``"editable"`` or ``"standard"``.
            build_data: Hatchling's own record of the build, added to here.
        """
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        generated.refresh(root)
        if version != "editable":
            places = generated.shipped(root).items()
            build_data["force_include"] |= {
                str(path): f"valita_desktop/_data/{place}" for path, place in places
            }
