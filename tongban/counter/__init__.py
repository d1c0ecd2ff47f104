"""综合窗口: one screen for the clerk: who comes, which item, which papers, and what becomes of it."""
