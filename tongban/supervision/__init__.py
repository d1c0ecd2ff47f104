"""电子监察: every open case is watched by its limit, who is late is urged, signs are judged by people.

Ground: 行政许可法60 (supervision by the authority above), 优化营商环境条例 (国务院令第722号). A sign is no
verdict: the system finds, a person upholds or dismisses. Verbs: urge, answer, escalate, end, find, judge.
"""
