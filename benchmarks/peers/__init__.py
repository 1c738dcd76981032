"""What the peers do: one small script per library, run by that library's own interpreter."""
