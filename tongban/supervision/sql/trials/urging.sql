-- Deadlines that passed: the post is urged.
SELECT a.case_id, (SELECT min(id) FROM journal_line WHERE chain = 'case:' || a.case_id) AS mark
FROM supervision_alarm AS a
WHERE a.level = 'red' AND a.raised_at >= %(since)s
