"""How close Tongban comes to the limit of its database; see docs/performance.md."""
