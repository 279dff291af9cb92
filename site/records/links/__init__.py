"""Outside addresses that the site links to: found, asked whether they answer, and reported."""
