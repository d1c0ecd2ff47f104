-- Items by what they are called. `share` is how much of the text is answered at all; the rarer a word the more it
-- counts. Of what answers enough, `closeness` says how the whole text sits in names, `cover` how much of it is
-- answered where (name, then agency and theme, then papers). `alike` answers by its sound or its likeness.
WITH word AS MATERIALIZED (
  SELECT n, anywhere::tsquery AS anywhere, above::tsquery AS above, in_name::tsquery AS in_name
  FROM unnest(%(anywhere)s::text[], %(above)s::text[], %(in_name)s::text[])
    WITH ORDINALITY AS word (anywhere, above, in_name, n)
), answer AS MATERIALIZED (
  SELECT word.n, entry.item_id FROM word JOIN catalogue_searchentry AS entry ON entry.vector @@ word.anywhere
), size AS (
  -- To count a hundred thousand takes longer than to answer.
  SELECT CASE WHEN reltuples > 10000 THEN reltuples ELSE (SELECT count(*) FROM catalogue_searchentry) END AS entries
  FROM pg_class WHERE oid = 'catalogue_searchentry'::regclass
), asked AS MATERIALIZED (
  SELECT word.*, coalesce(held.entries, 0) AS entries,
    ln(1 + size.entries::float / (1 + coalesce(held.entries, 0))) AS rarity
  FROM size, word LEFT JOIN (SELECT n, count(*) AS entries FROM answer GROUP BY n) AS held USING (n)
), weighed AS MATERIALIZED (
  -- Only rare words bring an entry in; common ones then help to rank it.
  SELECT n, rarity / sum(rarity) OVER () AS weight,
    entries > 0 AND rarity >= %(commonest)s * max(rarity) FILTER (WHERE entries > 0) OVER () AS telling
  FROM asked
), told AS (
  SELECT item_id, sum(weight) AS share FROM answer JOIN weighed USING (n) GROUP BY item_id HAVING bool_or(telling)
), alike AS (
  SELECT entry.item_id, {likeness} AS likeness FROM catalogue_searchentry AS entry WHERE {candidates}
), found AS MATERIALIZED (
  SELECT item_id, coalesce(likeness, 0) AS likeness, greatest(share, likeness, 0) AS share
  FROM told FULL JOIN alike USING (item_id)
), hits AS MATERIALIZED (
  SELECT item.id, item.name, item.kind, item.agency_id, item.region_id, item.audiences, item.online,
    found.share, found.likeness
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
), near AS MATERIALIZED (
  SELECT hits.id, hits.name, hits.likeness, hits.share, {closeness} AS closeness
  FROM hits JOIN catalogue_searchentry AS entry ON entry.item_id = hits.id
), nearest AS MATERIALIZED (
  -- Cover decides among those that can still be on the page; it is never more than the share.
  SELECT * FROM near
  ORDER BY closeness DESC, round(share::numeric, 2) DESC,
    CASE WHEN %(key)s = '' THEN 0 ELSE length(name) END, name, id
  LIMIT %(limit)s + %(offset)s + %(compared)s
), ranked AS (
  SELECT nearest.id, nearest.name, nearest.closeness, greatest(nearest.likeness, (
    SELECT sum(weight * CASE
      WHEN entry.vector @@ in_name THEN 1
      WHEN entry.vector @@ above THEN 0.5
      WHEN entry.vector @@ anywhere THEN 0.3
      ELSE 0 END)
    FROM word JOIN weighed USING (n)
  ), 0) AS cover
  FROM nearest JOIN catalogue_searchentry AS entry ON entry.item_id = nearest.id
), counted AS (
  SELECT 'kind' AS facet, kind AS word, count(*) AS size FROM hits GROUP BY kind
  UNION ALL SELECT 'agency', agency_id::text, count(*) FROM hits GROUP BY agency_id
  UNION ALL SELECT 'region', region_id, count(*) FROM hits GROUP BY region_id
  UNION ALL SELECT 'online', online::text, count(*) FROM hits GROUP BY online
  UNION ALL SELECT 'audience', audience, count(*) FROM hits, unnest(audiences) AS audience GROUP BY audience
)
SELECT
  ARRAY(
    SELECT id FROM ranked
    ORDER BY closeness DESC, round(cover::numeric, 2) DESC,
      CASE WHEN %(key)s = '' THEN 0 ELSE length(name) END, name, id
    LIMIT %(limit)s OFFSET %(offset)s
  ),
  (SELECT count(*) FROM hits),
  (SELECT coalesce(max(share), 0) FROM hits),
  (SELECT coalesce(jsonb_object_agg(facet, words), '{{}}') FROM (
    SELECT facet, jsonb_object_agg(word, size ORDER BY size DESC, word) AS words FROM counted GROUP BY facet
  ) AS facets)
