#!/usr/bin/env bash
# Qt: a number that stays as it is, confirmed by Enter, is told as another value.
#
# Guess before the run: valueChanged of a spin box, "emitted whenever the spin box's value is
# changed", is silent where Enter is pressed on the number that stands there; editingFinished tells.
# Seen with PySide6 6.11.3: each Enter emits valueChanged with the old value, then editingFinished,
# as often as it is pressed; of QDoubleSpinBox as well. Without keyboardTracking it does not.
# For us: Enter in the field of copies printed, and by the same key armed printing once more.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q PySide6-Essentials==6.11.3 >/dev/null
QT_QPA_PLATFORM=offscreen v/bin/python - <<'PY'
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QSpinBox

app = QApplication([])
for made in (QSpinBox, QDoubleSpinBox):
    for tracking in (True, False):
        box, told = made(), []
        box.setKeyboardTracking(tracking)
        box.setValue(20)
        box.valueChanged.connect(told.append)
        box.editingFinished.connect(lambda said=told: said.append("finished"))
        box.show()
        for _ in range(2):
            QTest.keyClick(box, Qt.Key.Key_Return)
        print(made.__name__, "tracking" if tracking else "no tracking", told)
        wanted = [20, "finished"] * 2 if tracking else ["finished"] * 2
        assert told == wanted, "changed: the same value is not told"
PY
echo "as seen: Enter tells a value that has not changed"
