(: What is wrong with the whole: wrong marks for the newest version, words of documents that are not there. A line each. :)
declare variable $database external;
declare variable $documents external;

string-join((
  for $record in collection($database)/record
  group by $series := string-join(($record/@work, $record/@component, $record/@language), "&#10;")
  let $sorted := for $one in $record
    order by $one/@expressed descending, $one/@expression descending, number($one/@version) descending
    return $one
  for $one at $place in $sorted
  where $one/@current ne string($place = 1)
  return "newest " || $one/@expression,
  for $text in db:list()[starts-with(., $documents || "_text_")]
  for $parts in collection($text)/parts
  where empty(db:attribute($database, string($parts/@sha256), "sha256")/parent::record)
  return "stray " || $parts/@sha256
), "&#10;")
