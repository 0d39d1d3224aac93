(: Makes the databases, unless they are there; tells the version of its schema, or nothing where it is another's. :)
declare variable $database external;
declare variable $documents external;
declare variable $schema external;

if (db:exists($database)) then
  update:output(string(collection($database)/akn/@schema))
else (
  db:create($database, <akn schema="{$schema}"/>, "akn/schema.xml", map {
    "updindex": true(),
    "ftindex": false(),
    "textindex": false(),
    "attrindex": true(),
    "attrinclude": "sha256,work,expression,manifestation,folded,target,celex",
    "maxlen": 2000
  }),
  if (db:exists($documents)) then () else db:create($documents),
  update:output($schema)
)
