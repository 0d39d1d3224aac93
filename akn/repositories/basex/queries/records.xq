(: The records of everything that has one of the names: an IRI, or an alias or number in its folded form. :)
declare variable $database external;
declare variable $name external;
declare variable $alias external;
declare variable $number external;
declare variable $only-works external;

let $found := if ($only-works = "true") then (
    db:attribute($database, tokenize($name, "\n"), "work")/..
    | db:attribute($database, tokenize($alias, "\n"), "expression")/..
  ) else (
    db:attribute($database, $name, "work")/..
    | db:attribute($database, $name, "expression")/..
    | db:attribute($database, $name, "manifestation")/..
    | db:attribute($database, $alias, "folded")/parent::alias/..
    | db:attribute($database, $number, "folded")/parent::number/..
  )
return <found>{
  for $record in $found
  order by $record/@expressed descending, $record/@expression, xs:integer($record/@version) descending
  return element record { $record/@*, $record/(number | procedure | alias | author) }
}</found>
