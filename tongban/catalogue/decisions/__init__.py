"""自动办理: decision tables that decide on settled facts, and what can be said of them before they do.

Legal ground: 优化营商环境条例第37条. A table's cells are exact sets (`sets`, `cells`), so that overlaps and
gaps (`analysis`) are found and not guessed; what a table may ask is in `facts`; `judging` applies it to one
case, `checking` says what forbids its publication, `wording` says its rules to the public.
"""
