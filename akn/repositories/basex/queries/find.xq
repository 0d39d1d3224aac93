(: What meets a search. Phrases stand between line feeds; what is empty does not count. :)
declare variable $database external;
declare variable $language external;
declare variable $phrases external;
declare variable $kind external;
declare variable $since external;
declare variable $until external;
declare variable $author external;
declare variable $procedure external;
declare variable $targets external;
declare variable $celex external;
declare variable $level external;
declare variable $limit external;

let $terms := tokenize($phrases, "\n")[.]
let $parts := if (empty($terms)) then () else (
  {searches}
)
let $first := map:merge(
  for $part in $parts
  group by $sha256 := string($part/../@sha256)
  return map:entry($sha256, head($part)),
  map { "duplicates": "use-first" }
)
let $citing := (
  db:attribute($database, tokenize($targets, "\n")[.], "target")
  | db:attribute($database, $celex[.], "celex")
)/parent::cites/..
let $all := if (exists($terms)) then db:attribute($database, map:keys($first), "sha256")/..
  else if ($targets) then $citing
  else collection($database)/record
let $met := $all
  [$level eq "manifestation" or @current = "true"]
  [not($language) or @language = $language]
  [not($kind) or @kind = $kind]
  [not($since) or @date ge $since]
  [not($until) or (@date ne "" and @date le $until)]
  [not($author) or author[contains(@words, $author)]]
  [not($procedure) or procedure/@folded = $procedure]
let $met := if ($targets) then $met intersect $citing else $met
let $sorted := for $record in $met
  order by $record/@date descending, $record/@expression, xs:integer($record/@version) descending
  return $record
let $chosen := if ($level ne "work") then $sorted else
  for $record at $place in $sorted
  group by $work := $record/@work || " " || $record/@component
  let $newest := min($place)
  order by $newest
  return $sorted[$newest]
return <found>{
  for $record in if ($limit eq "0") then $chosen else subsequence($chosen, 1, xs:integer($limit))
  let $part := $first(string($record/@sha256))
  return element record {
    $record/@*,
    $record/(number | procedure | alias | author),
    if ($part) then <part eid="{ $part/@eid }">{ string($part) }</part> else ()
  }
}</found>
