-- Yellow lights of which the post is told.
SELECT a.case_id, (SELECT min(id) FROM journal_line WHERE chain = 'case:' || a.case_id) AS mark
FROM supervision_alarm AS a
WHERE a.level = 'yellow' AND a.raised_at >= %(since)s
