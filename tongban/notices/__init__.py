"""告知: whom a matter concerns is told once, in the message centre and by the media he has not switched off.

Ground: 行政许可法 lets the applicant be told (32, 38). A notice follows a journal line and is no act itself;
its recipient is a key (`person:<uuid>`, `officer:<id>`), for people stand above it (decision 0008).
Verbs: tell, read, prefer, attempt.
"""
