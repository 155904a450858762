"""The small parts every screen is made of: each shows a value and emits what the person did."""
