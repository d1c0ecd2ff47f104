"""告知: whom a matter concerns is told once, in the message centre and by the media he has not switched off.

Ground: 行政许可法 lets the applicant be told (32, 38). A notice follows a journal line and is no act itself;
its recipient is a key (`person:<uuid>`, `officer:<id>`), for people stand above it (decision 0008).
Sending is at least once: a worker killed between handing over and noting it tries again with the same key, by
which whoever took it drops the second; the message centre holds each notice once, whatever happens.
Verbs: tell, read, prefer, bind_wechat, attempt, settle, reword, restore_words.
"""
