#!/usr/bin/env bash
# Qt tells a screen reader that a half ticked item of a list, a tree or a table is not ticked at all.
#
# Guess before the run: Qt.PartiallyChecked is told alike wherever it is shown alike: of a QCheckBox it is "mixed"
# (QAccessible::State, checkStateMixed; ATK's INDETERMINATE, UI Automation's ToggleState_Indeterminate).
# Seen with PySide6 6.11.3: of a check box it is, together with "checked". An item of QListView, QTreeView or QTableView,
# drawn with the same half filled box, is "checkable" and nothing else, just as an empty one: who hears "not
# checked" of a folder of which half is chosen takes it for not chosen. The model has the state.
# The second line of a QCommandLinkButton is told nowhere either, neither as description nor as help nor as value.
# Ours has neither.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
export QT_QPA_PLATFORM=offscreen
python3 -m venv v; v/bin/pip install -q PySide6-Essentials==6.11.3 >/dev/null
v/bin/python - <<'PY'
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QCommandLinkButton, QListView, QTableView, QTreeView

app = QApplication([])
STATES = (Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked)


def ticks(found):
    state = found.state()
    return bool(state.checkable), bool(state.checked), bool(state.checkStateMixed)


box, by_box = QCheckBox("x"), {}
box.setTristate(True)
for each in STATES:
    box.setCheckState(each)
    by_box[each.name] = ticks(QAccessible.queryAccessibleInterface(box))
print("QCheckBox ", by_box)
assert by_box["Unchecked"] == (True, False, False) and by_box["Checked"] == (True, True, False)
assert by_box["PartiallyChecked"][2], "the check box"

model = QStandardItemModel()
for each in STATES:
    item = QStandardItem(each.name)
    item.setCheckable(True)
    item.setCheckState(each)
    model.appendRow(item)
for kind in (QListView, QTreeView, QTableView):
    view = kind()
    view.setModel(model)
    view.show()
    QTest.qWait(10)
    found = QAccessible.queryAccessibleInterface(view)
    children = [found.child(at) for at in range(found.childCount())]
    names = {each.name for each in STATES}
    seen = {each.text(QAccessible.Text.Name): ticks(each) for each in children if each}
    seen = {name: state for name, state in seen.items() if name in names}
    print(f"{kind.__name__:10}", seen)
    assert model.item(1).checkState() == Qt.CheckState.PartiallyChecked
    assert seen["Checked"] == by_box["Checked"] and seen["Unchecked"] == by_box["Unchecked"], kind.__name__
    assert seen["PartiallyChecked"] == seen["Unchecked"], f"changed: {kind.__name__}"

link = QCommandLinkButton("Avaa", "Kansio verkossa")
found = QAccessible.queryAccessibleInterface(link)
words = [found.text(each) for each in QAccessible.Text if each.name in ("Name", "Description", "Help", "Value")]
print("QCommandLinkButton", words)
assert "Avaa" in words and not any("Kansio" in each for each in words), "changed: the second line"
PY
echo "as seen: half is told as nothing"
