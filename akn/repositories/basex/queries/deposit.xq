(: Adds one document: its record, its tree, its words; or says "again" where others were deposited meanwhile.
   All of it is one update: it is done whole or not at all. :)
declare variable $database external;
declare variable $documents external;
declare variable $text-database external;
declare variable $seen external;
declare variable $record external;
declare variable $tree external;
declare variable $path external;
declare variable $parts external;

let $new := parse-xml($record)/record
let $kept := (
  db:attribute($database, string($new/@work), "work")/..
  | db:attribute($database, string($new/@expression), "expression")/..
)
let $hashes := string-join(for $hash in $kept/@sha256 order by $hash return $hash, " ")
let $rivals := $kept[@work = $new/@work][@component = $new/@component][@language = $new/@language][@current = "true"]
let $wins := every $rival in $rivals satisfies
  if ($rival/@expressed ne $new/@expressed) then $rival/@expressed lt $new/@expressed
  else if ($rival/@expression ne $new/@expression) then $rival/@expression lt $new/@expression
  else xs:integer($rival/@version) lt xs:integer($new/@version)
let $words := parse-xml($parts)
let $place := $new/@sha256 || ".xml"
return
  if ($hashes ne $seen) then update:output("again")
  else (
    db:add($database, $new update { replace value of node @current with string($wins) }, $place),
    db:add($documents, parse-xml($tree), $path),
    if ($wins) then for $rival in $rivals return replace value of node $rival/@current with "false" else (),
    if (db:exists($text-database)) then db:add($text-database, $words, $place)
    else db:create($text-database, $words, $place, map {
      "ftindex": true(),
      "ftinclude": "part",
      "textindex": false(),
      "attrindex": false(),
      {stemming-options}
    }),
    update:output("done")
  )
