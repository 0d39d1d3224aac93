(: The hash of every document that is kept. :)
declare variable $database external;

string-join(collection($database)/record/@sha256, " ")
