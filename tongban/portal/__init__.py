"""门户: the public's surface, phone first. 我要看、我要查、我要办、我要问、我要评、我的."""
