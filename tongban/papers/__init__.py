"""文书: legal papers are typeset as PDF/A, numbered, registered, verified and served.

Ground: 行政许可法 32, 38, 42, 44, 45; 行政复议法 20; 行政诉讼法 46.
Verbs: register, complete, issue, reprint; enter, read, serve, confirm, fail.
"""
