"""A medicine in eight countries: channels, physicians, and a survey with scales that do not travel."""
