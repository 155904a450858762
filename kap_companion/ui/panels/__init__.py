"""Parts of screens: each shows one thing and says what the person did with it."""
