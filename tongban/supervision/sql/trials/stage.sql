-- Stages that passed their own limit.
SELECT a.case_id, (SELECT min(id) FROM journal_line WHERE chain = 'case:' || a.case_id) AS mark
FROM supervision_stagealarm AS a
WHERE a.raised_at >= %(since)s
