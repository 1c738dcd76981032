"""What is measured: each claim of speed or memory, with the script that measures it."""
