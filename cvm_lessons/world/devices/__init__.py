"""A maker of implants: business accounts with long buying cycles, tenders and several currencies."""
