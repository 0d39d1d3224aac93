(: Puts a new record in place of an old one, and its words into the index. :)
declare variable $database external;
declare variable $text-database external;
declare variable $record external;
declare variable $parts external;

let $new := parse-xml($record)/record
let $place := $new/@sha256 || ".xml"
let $words := parse-xml($parts)
return (
  replace node db:attribute($database, string($new/@sha256), "sha256")/.. with $new,
  if (db:exists($text-database)) then db:add($text-database, $words, $place)
  else db:create($text-database, $words, $place, map {
    "ftindex": true(),
    "ftinclude": "part",
    "textindex": false(),
    "attrindex": false(),
    {stemming-options}
  })
)
