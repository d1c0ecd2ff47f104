-- Identifiers were read, and who read them did nothing with the case in the days after.
SELECT substr(l.chain, 6)::uuid AS case_id, l.id AS mark, ARRAY[l.id] AS lines
FROM journal_line AS l
WHERE l.verb = 'cases.read_identifiers' AND l.at >= %(since)s
  AND l.at < %(at)s::timestamptz - make_interval(days => %(threshold)s)
  AND NOT EXISTS (
    SELECT 1 FROM journal_line AS act
    WHERE act.chain = l.chain AND act.by = l.by AND act.verb <> 'cases.read_identifiers' AND act.at >= l.at
  )
