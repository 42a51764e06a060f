"""The open twin of the kit: every material as a web page, from the source that the feed is made of.

`build.build` is the door. Files only: whatever serves files serves the site.
"""
