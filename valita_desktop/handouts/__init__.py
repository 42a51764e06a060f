"""Paper: from blocks to PDF bytes, knowing nothing of the screen."""
