-- Entered after the day it speaks of: its moment lies well before that of the line before it.
SELECT substr(late.chain, 6)::uuid AS case_id, late.id AS mark, ARRAY[before.id, late.id] AS lines
FROM journal_line AS late
JOIN journal_line AS before ON before.chain = late.chain AND before.seq = late.seq - 1
WHERE starts_with(late.verb, 'cases.') AND starts_with(late.by, 'officer:') AND before.at >= %(since)s
  AND before.at - late.at > make_interval(mins => %(threshold)s)
