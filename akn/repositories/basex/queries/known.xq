(: Those of the hashes that are kept. :)
declare variable $database external;
declare variable $hashes external;

string-join(db:attribute($database, tokenize($hashes), "sha256"), " ")
