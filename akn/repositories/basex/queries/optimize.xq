(: Brings the full-text index of a language up to date. What it is must be said again: the server forgets it. :)
declare variable $text-database external;

db:optimize($text-database, false(), map {
  "ftindex": true(),
  "ftinclude": "part",
  "textindex": false(),
  "attrindex": false(),
  {stemming-options}
})
