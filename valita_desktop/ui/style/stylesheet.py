"""The style sheet of the whole window.

``$name`` is a colour of `theme.Palette`, ``rem`` the base height of letters; nothing here
names a colour or the size of a letter itself. Widgets are told apart by the dynamic
property ``role``; `theme.set_role` sets it.

=============  ======================================================================
QPushButton    (none) · primary · quiet · link · chip · icon · nav · segment
QLabel         (none) · h1 · h2 · h3 · lead · muted · small · group · tag · keys ·
               error · ok · brand
QFrame         card · panel · rail · banner
QScrollArea    reading
QListView      shelf
=============  ======================================================================

A focus ring is two pixels and takes the place of the border and a pixel of padding, so
nothing moves. A radius larger than half the height is ignored by Qt: keep it below.
"""

WINDOW = """
QToolTip {
  background: $surface; color: $text; border: 1px solid $border_strong; padding: 4px 6px;
}

/* --- words --------------------------------------------------------------------------- */
QLabel { color: $text; background: transparent; }
QLabel[role="h1"] { font-size: 1.93rem; font-weight: 700; }
QLabel[role="h2"] { font-size: 1.27rem; font-weight: 600; }
QLabel[role="h3"] { font-size: 1.08rem; font-weight: 600; }
QLabel[role="lead"] { color: $muted; font-size: 1.0rem; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="group"] { color: $muted; font-size: 0.93rem; }
QLabel[role="small"] { color: $muted; font-size: 0.9rem; }
QLabel[role="error"] { color: $danger; }
QLabel[role="ok"] { color: $ok; }
QLabel[role="brand"] { color: $primary; font-size: 1.4rem; font-weight: 700; }
QLabel[role="keys"] { font-weight: 600; }
QLabel[role="tag"] {
  background: $surface2; border: 1px solid $border; border-radius: 13px;
  padding: 2px 14px; min-height: 22px; font-size: 0.9rem;
}
QLabel:disabled { color: $muted; }

/* --- grounds ------------------------------------------------------------------------- */
QFrame[role="rail"] { background: $surface; border: none; border-right: 1px solid $border; }
QFrame[role="card"], QFrame[role="panel"] {
  background: $surface; border: 1px solid $border; border-radius: 12px;
}
QFrame[role="banner"] {
  background: $primary_tint; border: 1px solid $primary; border-radius: 10px;
}
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] {
  background: transparent; border: none;
}
QScrollArea[role="reading"] { border: 2px solid transparent; border-radius: 6px; }
QScrollArea[role="reading"]:focus { border-color: $focus; }
QStackedWidget { background: transparent; }
QDialog, QMessageBox { background: $bg; }

/* --- buttons ------------------------------------------------------------------------- */
QPushButton {
  background: $surface; color: $text; border: 1px solid $border_strong; border-radius: 8px;
  padding: 7px 15px; min-height: 24px; font-weight: 600;
}
QPushButton:hover { background: $surface2; }
QPushButton:pressed { background: $sel; }
QPushButton:checked { background: $primary_tint; border-color: $primary; color: $primary; }
QPushButton:disabled { color: $muted; background: $bg; border-color: $border; }
QPushButton:focus { border: 2px solid $focus; padding: 6px 14px; }

QPushButton[role="primary"] {
  background: $primary; color: $on_primary; border-color: $primary;
}
QPushButton[role="primary"]:hover { background: $primary_hover; border-color: $primary_hover; }
QPushButton[role="primary"]:disabled {
  background: $surface2; color: $muted; border-color: $border;
}
QPushButton[role="primary"]:focus { border: 2px solid $focus; }

QPushButton[role="quiet"], QPushButton[role="link"] {
  background: transparent; border: 1px solid transparent; padding: 4px 9px; min-height: 24px;
}
QPushButton[role="link"] { color: $primary; text-align: left; }
QPushButton[role="quiet"]:hover, QPushButton[role="link"]:hover { background: $surface2; }
QPushButton[role="link"]:hover { color: $primary; text-decoration: underline; }
QPushButton[role="link"]:disabled { color: $muted; }
QPushButton[role="quiet"]:focus, QPushButton[role="link"]:focus {
  border: 2px solid $focus; padding: 3px 8px;
}

QPushButton[role="icon"] { padding: 7px; min-width: 24px; }
QPushButton[role="icon"]:focus { padding: 6px; }

QPushButton[role="chip"] {
  background: $primary_tint; border: 1px solid $primary; border-radius: 15px;
  padding: 3px 13px; min-height: 24px;
}
QPushButton[role="chip"]:hover { background: $surface; }
QPushButton[role="chip"]:focus { border: 2px solid $focus; padding: 2px 12px; }

QPushButton[role="nav"] {
  background: transparent; border: 2px solid transparent; border-radius: 10px;
  padding: 8px 10px 8px 12px; min-height: 24px; text-align: left;
}
QPushButton[role="nav"][narrow="true"] { padding: 8px; min-width: 24px; }
QPushButton[role="nav"]:hover { background: $surface2; }
QPushButton[role="nav"]:checked { background: $primary_tint; color: $primary; font-weight: 700; }
QPushButton[role="nav"]:focus { border-color: $focus; }

QPushButton[role="segment"] {
  border-radius: 0px; padding: 6px 14px; min-height: 26px; min-width: 26px;
}
QPushButton[role="segment"][place="first"] {
  border-top-left-radius: 8px; border-bottom-left-radius: 8px; border-right: none;
}
QPushButton[role="segment"][place="last"] {
  border-top-right-radius: 8px; border-bottom-right-radius: 8px;
}
QPushButton[role="segment"]:checked {
  background: $primary; color: $on_primary; border-color: $primary; font-weight: 700;
}
QPushButton[role="segment"]:focus { border: 3px solid $focus; padding: 4px 12px; }

/* --- fields -------------------------------------------------------------------------- */
QLineEdit, QSpinBox, QComboBox, QPlainTextEdit {
  background: $surface; color: $text; border: 1px solid $border_strong; border-radius: 8px;
  padding: 7px 11px; min-height: 24px;
  selection-background-color: $primary; selection-color: $on_primary;
  placeholder-text-color: $muted;
}
QLineEdit:focus, QSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus {
  border: 2px solid $focus; padding: 6px 10px;
}
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled {
  color: $muted; background: $bg; border-color: $border;
}
QLineEdit[role="search"] { border-radius: 20px; padding: 7px 15px 7px 9px; font-size: 1.08rem; }
QLineEdit[role="search"]:focus { padding: 6px 14px 6px 8px; }

QComboBox { font-weight: 500; combobox-popup: 0; }
QComboBox::drop-down {
  subcontrol-origin: padding; subcontrol-position: center right; width: 30px; border: none;
}
QComboBox::down-arrow { image: url("$controls/$name-down.svg"); width: 16px; height: 16px; }
QComboBox QAbstractItemView {
  background: $surface; color: $text; border: 1px solid $border_strong; outline: none;
  selection-background-color: $sel; selection-color: $text; padding: 4px;
}
QComboBox QAbstractItemView::item {
  min-height: 30px; padding: 0 6px; border: 2px solid transparent;
}
QComboBox QAbstractItemView::item:selected {
  background: $sel; color: $text; border: 2px solid $focus;
}

QSpinBox { padding-right: 30px; min-height: 22px; }
QSpinBox:focus { padding-right: 29px; }
QSpinBox::up-button, QSpinBox::down-button {
  subcontrol-origin: border; width: 30px; border: none; background: transparent;
}
QSpinBox::up-button { subcontrol-position: top right; margin-top: 2px; }
QSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 2px; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover { background: $surface2; }
QSpinBox::up-arrow { image: url("$controls/$name-up.svg"); width: 16px; height: 16px; }
QSpinBox::down-arrow { image: url("$controls/$name-down.svg"); width: 16px; height: 16px; }

QCheckBox, QRadioButton {
  color: $text; spacing: 9px; padding: 0 4px 0 0; min-height: 28px;
  border: 2px solid transparent; border-radius: 6px;
}
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 1.2rem; height: 1.2rem; border: 1px solid $border_strong; background: $surface;
}
QCheckBox::indicator { border-radius: 5px; }
QRadioButton::indicator { border-radius: 0.62rem; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $primary; }
QCheckBox::indicator:checked {
  background: $primary; border-color: $primary; image: url("$controls/$name-check.svg");
}
QRadioButton::indicator:checked {
  background: $primary; border-color: $primary; image: url("$controls/$name-dot.svg");
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
  border: 1px dashed $border; background: $bg;
}

/* --- lists and scroll bars ----------------------------------------------------------- */
QListView, QTreeView, QTextBrowser {
  background: transparent; color: $text; border: none; outline: none;
  selection-background-color: $primary; selection-color: $on_primary;
}
QListView[role="shelf"]::item {
  padding: 8px 10px; border: 2px solid transparent; border-radius: 10px; color: $text;
}
QListView[role="shelf"]::item:hover { background: $surface2; }
QListView[role="shelf"]::item:selected { background: $primary_tint; color: $primary; }
QListView[role="shelf"]::item:selected:focus { border-color: $focus; }
QMenu { background: $surface; color: $text; border: 1px solid $border_strong; padding: 4px; }
QMenu::item { padding: 8px 24px 8px 12px; border-radius: 6px; }
QMenu::item:selected { background: $sel; color: $text; }
QScrollBar:vertical { background: transparent; width: 16px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 16px; margin: 0; border: none; }
QScrollBar::handle { background: $border_strong; border-radius: 4px; margin: 0 4px; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; margin: 4px 0; }
QScrollBar::handle:hover { background: $text; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar {
  background: $surface2; border: none; border-radius: 3px; max-height: 6px; min-height: 6px;
}
QProgressBar::chunk { background: $primary; border-radius: 3px; }
"""
