-- Many highest ratings within an hour for what one officer has delivered.
SELECT substr((array_agg(rated.chain ORDER BY rated.id))[1], 6)::uuid AS case_id, min(rated.id) AS mark,
  array_agg(rated.id ORDER BY rated.id) AS lines
FROM journal_line AS rated
JOIN journal_line AS handed ON handed.chain = rated.chain AND handed.verb = 'cases.deliver'
  AND starts_with(handed.by, 'officer:')
WHERE rated.verb = 'ratings.rate' AND rated.data->>'grade' = '5' AND rated.at >= %(since)s
GROUP BY handed.by, date_trunc('hour', rated.at)
HAVING count(*) >= %(threshold)s
