"""The PDF file itself: objects, fonts, form fields, structure, and the canvas that draws."""
