"""What the world claims of itself: parameters that plain estimators must find again in its tables."""
