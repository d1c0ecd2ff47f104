-- Each rung that an urging would have climbed before its answer.
SELECT u.case_id, l.id AS mark
FROM supervision_urging AS u
JOIN journal_line AS l ON l.chain = 'urging:' || u.id AND l.verb = 'supervision.urge'
CROSS JOIN LATERAL (
  SELECT count(*) AS late FROM unnest(%(works)s::date[]) AS day
  WHERE day > u.answer_by AND day <= (coalesce(u.answered_at, %(at)s) AT TIME ZONE 'Asia/Shanghai')::date
) AS n
JOIN unnest(ARRAY[%(first_days)s, %(second_days)s, %(third_days)s]::int[]) AS rung (days)
  ON rung.days > 0 AND rung.days <= n.late
WHERE u.at >= %(since)s
