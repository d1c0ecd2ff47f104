"""文件: what people upload and what the house issues, kept once by digest outside the web root.

Ground: 国务院令第716号 (electronic papers have the force of paper ones). Verbs: store, sweep.
"""
