"""Names of columns as a reader reads them, in the language in force."""

from cvm_lessons.core import translate

__all__ = ["shown_name"]

# Only what the column's own words would not say.
NAMES = {
    "enc_before": "before the show",
    "enc_during": "during the show",
    "enc_after": "after the show",
    "stand_power": "electricity at the stand",
    "wifi": "wireless network",
    "app": "app of the show",
    "fast_badge": "badge without a queue",
    "matchmaking": "arranged meetings",
    "trend_forum": "forum on trends",
    "recycling": "stand material recycled",
    "value": "perceived value",
    "quality": "perceived quality",
    "none": "no recovery",
    "top_box": "top two points",
    "bottom_box": "lowest four points",
}


def shown_name(name: object) -> str:
    """Return the translated name; an underscore is a space."""
    text = str(name)
    return str(translate(NAMES.get(text, text.replace("_", " "))))
