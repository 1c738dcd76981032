"""Right and wrong ways through the checkpoints of lesson 2 of chapter c03."""

KINDS = '"a": "social", "b": "conditional", "c": "epistemic", "d": "emotional", "e": "functional"'

ACCEPT = {
    "c3": {"whole": "factors = 2", "as a float": "factors = 2.0"},
    "c1": {
        "by hand": "time_to_peace = 1\nstaff_to_time = 2\nstaff_to_peace = 2",
        "as decimals": "time_to_peace, staff_to_time, staff_to_peace = 1.0, 2.0, 2.0",
    },
    "c2": {
        "by hand": "attributes = 0.5\ngoals = 0.25",
        "with sets": (
            'a1, a2 = {"hosted evening", "organiser staff", "sales meetings"}, '
            '{"hosted evening", "organiser staff", "right visitors"}\n'
            'g1, g2 = {"peace of mind", "profit"}, {"growth", "lasting partners", "peace of mind"}\n'
            "attributes = len(a1 & a2) / len(a1 | a2)\ngoals = len(g1 & g2) / len(g1 | g2)"
        ),
    },
    "c4": {
        "as asked": f"kinds = {{{KINDS}}}",
        "other order, capitals": (
            'kinds = dict(e="Functional", d="EMOTIONAL", c="epistemic", b="Conditional", a="social")'
        ),
    },
    "c5": {
        "rounded": "lift = 6.3",
        "unrounded": "lift = 100 * 120_000 / (544 * 0.51 * 0.38 * 18_000)",
    },
}
REJECT = {
    "c3": {
        "larger than one": ("factors = 3", "fail", "larger-than-one"),
        "all": ("factors = 4", "fail", "all-factors"),
        "one": ("factors = 1", "fail", None),
    },
    "c1": {
        "ladders counted": (
            "time_to_peace = 2\nstaff_to_time = 2\nstaff_to_peace = 2",
            "fail",
            "mentions-for-respondents",
        ),
        "no indirect link": (
            "time_to_peace = 1\nstaff_to_time = 2\nstaff_to_peace = 0",
            "fail",
            "indirect-left-out",
        ),
        "staff to time off": ("time_to_peace = 1\nstaff_to_time = 1\nstaff_to_peace = 2", "fail", None),
        "staff to time far off": ("time_to_peace = 1\nstaff_to_time = 12\nstaff_to_peace = 2", "fail", None),
        "time to peace far off": ("time_to_peace = 11\nstaff_to_time = 2\nstaff_to_peace = 2", "fail", None),
        "staff to peace far off": ("time_to_peace = 1\nstaff_to_time = 2\nstaff_to_peace = 12", "fail", None),
        "one missing": ("time_to_peace = 1\nstaff_to_time = 2", "not_attempted", None),
    },
    "c2": {
        "first interview as the base": (
            "attributes = 2 / 3\ngoals = 1 / 2",
            "fail",
            "first-interview-as-base",
        ),
        "mean length as the base": ("attributes = 2 / 3\ngoals = 1 / 2.5", "fail", "mean-length-as-base"),
        "goals only wrong": ("attributes = 0.5\ngoals = 0.3", "fail", None),
        "attributes only wrong": ("attributes = 0.45\ngoals = 0.25", "fail", None),
        "percent": ("attributes = 50\ngoals = 25", "fail", None),
        "goals missing": ("attributes = 0.5", "not_attempted", None),
    },
    "c4": {
        "three kinds": (
            f"kinds = {{{KINDS}}}; kinds.update(b='functional', c='functional')",
            "fail",
            "three-for-five",
        ),
        "pride taken for social": (
            f"kinds = {{{KINDS}}}; kinds['d'] = 'social'",
            "fail",
            "social-for-emotional",
        ),
        "only a is wrong": (f"kinds = {{{KINDS}}}; kinds['a'] = 'emotional'", "fail", None),
        "only b is wrong": (f"kinds = {{{KINDS}}}; kinds['b'] = 'functional'", "fail", None),
        "only c is wrong": (f"kinds = {{{KINDS}}}; kinds['c'] = 'functional'", "fail", None),
        "only e is wrong": (f"kinds = {{{KINDS}}}; kinds['e'] = 'conditional'", "fail", None),
        "all functional": ('kinds = dict.fromkeys("abcde", "functional")', "fail", None),
        "one missing": (f"kinds = {{{KINDS}}}; del kinds['c']", "fail", None),
        "not one of the five": (f"kinds = {{{KINDS}}}; kinds['a'] = 'status'", "fail", None),
    },
    "c5": {
        "wanting is enough": ("lift = 100 * 120_000 / (544 * 0.51 * 18_000)", "fail", "wanting-is-enough"),
        "getting is enough": ("lift = 100 * 120_000 / (544 * 0.38 * 18_000)", "fail", "getting-is-enough"),
        "everybody moves": ("lift = 100 * 120_000 / (544 * 18_000)", "fail", "everybody-moves"),
        "a share": ("lift = 0.063", "fail", None),
        "a tenth off": ("lift = 6.4", "fail", None),
        "some points off": ("lift = 8.0", "fail", None),
    },
}
