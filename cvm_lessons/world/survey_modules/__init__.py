"""Three more modules of the questionnaire after each edition: satisfaction, relationship, Kano."""
