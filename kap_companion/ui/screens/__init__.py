"""The screens: one class a file; each takes what it shows and emits what the person did."""
