"""监察台: every open case within the range by light, agency, post and person; urging, findings."""
