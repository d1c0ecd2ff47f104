-- A bad rating after which nothing more was done in so many working days.
SELECT substr(rated.chain, 6)::uuid AS case_id, rated.id AS mark, ARRAY[rated.id] AS lines
FROM journal_line AS rated
WHERE rated.verb = 'ratings.rate' AND (rated.data->>'grade')::int <= 2 AND rated.at >= %(since)s
  AND NOT EXISTS (
    SELECT 1 FROM journal_line AS later
    WHERE later.chain = rated.chain AND later.seq > rated.seq AND starts_with(later.verb, 'ratings.')
  )
  AND (
    SELECT count(*) FROM unnest(%(works)s::date[]) AS day
    WHERE day > (rated.at AT TIME ZONE 'Asia/Shanghai')::date
  ) >= %(threshold)s
