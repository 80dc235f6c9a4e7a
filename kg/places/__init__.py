"""The places of an article: what they are, and where, by a gazetteer."""
