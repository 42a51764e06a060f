"""The window's documents to change are the real ones."""

from __future__ import annotations

import io
from contextlib import closing

import docx
import pytest

from tests.fakes import InlineJobs
from tests.ui.actions import RecordedActions
from valita_desktop import app
from valita_desktop.services import _documents
from valita_desktop.settings import Settings
from valita_desktop.ui.state.actions import PageContext
from valita_desktop.ui.state.preferences import Preferences


@pytest.mark.usefixtures("qapp")
def test_the_window_writes_the_texts_that_it_shows() -> None:
    preferences = Preferences(Settings(), lambda _settings: None)
    with closing(app.open_library()) as library:
        context = PageContext(RecordedActions(), preferences, InlineJobs())
        write = _documents(library, context).writer("m05", ("sv",))

    document = docx.Document(io.BytesIO(write("docx")))

    assert document.core_properties.title == "Veckoplan"
    assert document.core_properties.language == "sv-FI"
    assert write("odt").startswith(b"PK")
