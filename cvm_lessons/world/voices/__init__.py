"""What customers say: complaints with their recovery, and short comments in two languages."""
