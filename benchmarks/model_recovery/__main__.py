"""Write the page of what the models find again.

Run it from the project's folder:  python -m benchmarks.model_recovery
"""

from benchmarks.model_recovery.page import main

if __name__ == "__main__":
    main()
