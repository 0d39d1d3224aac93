(: The records of some documents, with their bytes, and whether their words are in the index. :)
declare variable $database external;
declare variable $documents external;
declare variable $hashes external;

<found>{
  for $record in db:attribute($database, tokenize($hashes), "sha256")/..
  order by $record/@sha256
  return element record {
    $record/@*,
    attribute indexed { some $text in db:list()[starts-with(., $documents || "_text_")] satisfies
      db:exists($text, $record/@sha256 || ".xml") },
    $record/bytes
  }
}</found>
