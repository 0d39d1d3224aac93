(: Removes the words of all documents, to be put back one by one. :)
declare variable $documents external;

for $text in db:list()[starts-with(., $documents || "_text_")] return db:drop($text)
