"""The layouts that the window offers for one item, in the order they are offered."""

from __future__ import annotations

from valita_desktop.content import layouts

LAYOUTS = {layout: spec for layout, spec in layouts.LAYOUTS.items() if spec.name}
