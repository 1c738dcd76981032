"""The dialogue with customers: the hidden course of a relationship, contacts, campaigns, contact persons."""
