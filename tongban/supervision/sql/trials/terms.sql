-- Accountabilities to which the terms apply.
SELECT a.case_id, l.id AS mark
FROM supervision_accountability AS a
JOIN journal_line AS l ON l.chain = 'accountability:' || a.id AND l.verb = 'supervision.open_accountability'
WHERE a.at >= %(since)s
