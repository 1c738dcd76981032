"""Do the models find the truth again? Bias and coverage over 40 worlds and 40 plain simulations."""
