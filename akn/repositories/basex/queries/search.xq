(
  let $text-database := "{database}"
  return try {
    let $sets := for $term in $terms return array {
      ft:search($text-database, $term, map { "mode": "phrase" })/..
    }
    return fold-left(tail($sets), head($sets)?*, function($met, $set) { $met intersect $set?* })
  } catch db:no-index {
    collection($text-database)/parts/part[
      every $term in $terms satisfies . contains text { $term } phrase {stemming-match}
    ]
  }
)
