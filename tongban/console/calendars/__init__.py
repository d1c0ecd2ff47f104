"""工作日历: the year as it is worked, the notice's text taken in with a check, regional changes."""
