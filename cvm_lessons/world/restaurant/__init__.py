"""A chain of restaurants: audits by article, and a fine that hides complaints."""
