"""A mobile operator: hidden stages of the lifecycle, what they show, and who leaves."""
