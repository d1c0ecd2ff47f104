"""Ground that every slice stands on: identifiers, money, text, sealed fields. Knows nothing of the domain."""
