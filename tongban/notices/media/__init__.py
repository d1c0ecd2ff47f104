"""Media: one small interface, `send(address, message)`, behind it whoever the settings name."""
