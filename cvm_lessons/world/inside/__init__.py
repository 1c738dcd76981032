"""What the organiser knows of itself: branches, staff, media, the sales pipeline, regional shows."""
