"""A warehouse store with paid membership: who joins, who renews, and what a year of a member brings."""
