(: The version of the schema of a database: "absent" where there is none, "" where it is another's. :)
declare variable $database external;

if (db:exists($database)) then string(collection($database)/akn/@schema) else "absent"
