-- Items by what they are called. `closeness` is how the whole text sits in names, `cover` how much of it is
-- answered where (name, then agency and theme, then papers), `share` how much of it is answered at all; the
-- rarer a word the more it counts.
WITH asked AS MATERIALIZED (
  SELECT word.anywhere AS words, word.anywhere::tsquery AS anywhere, above::tsquery AS above,
    in_name::tsquery AS in_name, held.entries, ln(1 + size.entries / (1 + held.entries)) AS rarity
  FROM unnest(%(anywhere)s::text[], %(above)s::text[], %(in_name)s::text[]) AS word (anywhere, above, in_name),
    (SELECT count(*)::float AS entries FROM catalogue_searchentry) AS size,
    LATERAL (
      SELECT count(*) AS entries FROM catalogue_searchentry WHERE vector @@ word.anywhere::tsquery
    ) AS held
), telling AS MATERIALIZED (
  -- Only rare words bring an entry in; common ones then help to rank it.
  SELECT string_agg(format('(%%s)', words), ' | ')::tsquery AS any_of FROM asked
  WHERE entries > 0
    AND rarity >= %(commonest)s * (SELECT max(rarity) FROM asked WHERE entries > 0)
), found AS (
  SELECT entry.item_id, {closeness} AS closeness,
    greatest(answer.cover, answer.likeness) AS cover, greatest(answer.share, answer.likeness) AS share
  FROM catalogue_searchentry AS entry, LATERAL (
    SELECT
      coalesce(sum(rarity) FILTER (WHERE entry.vector @@ anywhere) / sum(rarity), 0) AS share,
      coalesce(sum(rarity * CASE
        WHEN entry.vector @@ in_name THEN 1
        WHEN entry.vector @@ above THEN 0.5
        WHEN entry.vector @@ anywhere THEN 0.3
        ELSE 0 END) / sum(rarity), 0) AS cover,
      {likeness} AS likeness
    FROM asked
  ) AS answer
  WHERE {candidates}
), hits AS MATERIALIZED (
  SELECT item.id, item.name, item.kind, item.agency_id, item.region_id, item.audiences, item.online,
    found.closeness, found.cover, found.share
  FROM found JOIN catalogue_item AS item ON item.id = found.item_id
  WHERE item.state = 'active' AND item.current_id IS NOT NULL
    AND found.share >= %(satisfied)s * (SELECT max(share) FROM found)
    AND (%(region)s::text IS NULL OR item.region_id LIKE %(region)s || '%%')
    AND (%(agency)s::bigint IS NULL OR item.agency_id = %(agency)s)
    AND (%(kind)s::text IS NULL OR item.kind = %(kind)s)
    AND (%(online)s::boolean IS NULL OR item.online = %(online)s)
    AND (%(audiences)s::text[] IS NULL OR item.audiences::text[] && %(audiences)s)
    AND (%(person_theme)s::text IS NULL OR %(person_theme)s = ANY (item.person_themes))
    AND (%(firm_theme)s::text IS NULL OR %(firm_theme)s = ANY (item.firm_themes))
), counted AS (
  SELECT 'kind' AS facet, kind AS word, count(*) AS size FROM hits GROUP BY kind
  UNION ALL SELECT 'agency', agency_id::text, count(*) FROM hits GROUP BY agency_id
  UNION ALL SELECT 'region', region_id, count(*) FROM hits GROUP BY region_id
  UNION ALL SELECT 'online', online::text, count(*) FROM hits GROUP BY online
  UNION ALL SELECT 'audience', audience, count(*) FROM hits, unnest(audiences) AS audience GROUP BY audience
)
SELECT
  ARRAY(
    SELECT id FROM hits
    ORDER BY closeness DESC, round(cover::numeric, 2) DESC,
      CASE WHEN %(key)s = '' THEN 0 ELSE length(name) END, name, id
    LIMIT %(limit)s OFFSET %(offset)s
  ),
  (SELECT count(*) FROM hits),
  (SELECT coalesce(max(share), 0) FROM hits),
  (SELECT coalesce(jsonb_object_agg(facet, words), '{{}}') FROM (
    SELECT facet, jsonb_object_agg(word, size ORDER BY size DESC, word) AS words FROM counted GROUP BY facet
  ) AS facets)
