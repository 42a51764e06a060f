"""Items as documents that a teacher can change: DOCX and ODT, of the same plan."""
