"""What the pages work with: settings, jobs, stores."""
