"""What a person is told: the sentences, in one place for the window and the command line."""
