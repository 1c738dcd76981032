"""The helper package of the CVM Workbook: one room a chapter, over one simulated world.

Submodules load on first use, so that importing the package costs next to nothing.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=[
        "cases",
        "churn",
        "core",
        "datasets",
        "equity",
        "exam",
        "lifecycle",
        "measurement",
        "practice",
        "relationship",
        "satisfaction",
        "segments",
        "trust",
        "value",
        "workbook",
        "world",
    ],
    submod_attrs={
        "core": ["setup", "show_table"],
        "datasets": ["describe", "hidden", "load", "load_own", "open_crm", "truth"],
    },
)
