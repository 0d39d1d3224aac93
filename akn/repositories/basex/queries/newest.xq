(: Marks the newest version of the newest expression of each work and language. :)
declare variable $database external;

for $record in collection($database)/record
group by $series := string-join(($record/@work, $record/@component, $record/@language), "&#10;")
let $sorted := for $one in $record
  order by $one/@expressed descending, $one/@expression descending, xs:integer($one/@version) descending
  return $one
for $one at $place in $sorted
return replace value of node $one/@current with string($place = 1)
