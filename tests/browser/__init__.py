"""The web pages as a browser shows them: Debian's chromium, driven from outside."""
