"""The window: its look, its widgets and its screens."""
