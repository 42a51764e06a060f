#!/usr/bin/env bash
# Qt tells screen readers the tags of a rich text: "<b>Nimi</b> amp; luokka:" is the name of a field, and of a message.
#
# Guess before the run: who lets labels, tips and messages be rich text (Qt finds out by itself which are) tells
# assistive technology the words, as QLabel does of itself; Markdown, shown without its signs, is told without them.
# Seen with PySide6 6.11.3: a label "<b>Nimi</b> &amp; luokka:" is told as words, but the field beside it, in a form,
# is named by what was typed, less the "&", which is taken for the sign of a short cut: "<b>Nimi</b> amp; luokka:".
# So it is for a line of text, a choice, a number and a text of many lines. The name of a QMessageBox is
# "<b>Poistetaanko?</b>", the description that comes from a rich tip has its <p> and &amp;, and a label in Markdown is
# "# Otsikko" and "**a** [b](c)", with the address of the link.
# The label on the screen has none of these signs, nor has QTextDocument's plain text of the same.
# Ours gives such places plain words, and says so of tips (ui/widgets/plain.py).
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
export QT_QPA_PLATFORM=offscreen
python3 -m venv v; v/bin/pip install -q PySide6-Essentials==6.11.3 >/dev/null
v/bin/python - <<'PY'
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextDocument
from PySide6.QtWidgets import (
    QApplication, QComboBox, QFormLayout, QLabel, QLineEdit, QMessageBox, QPushButton, QSpinBox, QTextEdit, QWidget,
)  # fmt: skip

app = QApplication([])
RICH = "<b>Nimi</b> &amp; luokka:"
MARKDOWN = "# Otsikko\n\n**a** [b](c)"


def told(widget, what=QAccessible.Text.Name):
    return QAccessible.queryAccessibleInterface(widget).text(what)


def plain(text, *, markdown=False):
    """The words, by the part of Qt that draws them."""
    document = QTextDocument()
    (document.setMarkdown if markdown else document.setHtml)(text)
    return document.toPlainText()


window = QWidget()
form = QFormLayout(window)
for kind in (QLineEdit, QComboBox, QSpinBox, QTextEdit):
    field = kind()
    form.addRow(RICH, field)
    print(kind.__name__, repr(told(field)))
    assert "<" not in told(form.labelForField(field)), "the label itself"
    assert told(field) == "<b>Nimi</b> amp; luokka:", f"changed: {kind.__name__}"
field = QLineEdit()
form.addRow("Nimi ja luokka:", field)
assert told(field) == "Nimi ja luokka:", "a plain label"

message = QMessageBox(QMessageBox.Icon.Question, "x", "<b>Poistetaanko?</b>")
print("QMessageBox", repr(told(message)))
assert told(message) == "<b>Poistetaanko?</b>", "changed: message"
assert "Poistetaanko?" in {told(each) for each in message.findChildren(QLabel)}, "the message's own label"

button = QPushButton("Avaa")
button.setToolTip("<p>Avaa <b>kansion</b> &amp; luettelon</p>")
print("tip", repr(told(button, QAccessible.Text.Description)))
assert told(button, QAccessible.Text.Description) == button.toolTip(), "changed: tip"

rich, marked = QLabel("<b>a</b> <a href='c'>b</a>"), QLabel(MARKDOWN)
marked.setTextFormat(Qt.TextFormat.MarkdownText)
print("labels", repr(told(rich)), repr(told(marked)))
assert told(rich) == "a b" and told(marked) == MARKDOWN, "changed: labels"
assert plain(RICH) == "Nimi & luokka:" and plain(MARKDOWN, markdown=True) == "Otsikko\na b", "the words"
PY
echo "as seen: tags and signs are part of what is told"
