"""Own items in the window: their page, and what follows their folders."""
