"""监察规则 at the console: rules by kind, their versions, the trial on history and the bench."""
