"""Launch: sets the house up, starts it, stops it. No verbs of law, only commands of the machine."""
