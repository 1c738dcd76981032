"""A coffee chain: visits and amounts that follow known models, and a loyalty programme with selection."""
