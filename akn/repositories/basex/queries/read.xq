(: The records of some documents, with their bytes and words, and whether these are in the index. :)
declare variable $database external;
declare variable $documents external;
declare variable $hashes external;

<found>{
  for $record in db:attribute($database, tokenize($hashes), "sha256")/..
  order by $record/@sha256
  let $words := for $text in db:list()[starts-with(., $documents || "_text_")]
    where db:exists($text, $record/@sha256 || ".xml")
    return collection($text || "/" || $record/@sha256 || ".xml")/parts
  return element record {
    $record/@*,
    attribute indexed { exists($words) },
    $record/node(),
    $words
  }
}</found>
