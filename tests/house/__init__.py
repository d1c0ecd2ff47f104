"""The rules of the house (docs/structure.md), guarded by tests."""
