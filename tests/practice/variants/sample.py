"""Right and wrong answers to the sample set of the engine's tests."""

TABLE = 'import pandas as pd\ns = q5.given.shows\ns["net"] = s["benefit"] - s["cost"]\ntable = s\n'
ORDER = 'order = ["Lark", "Harbour"]\n'
RATIOS = 'ratios = dict(zip(s["show"], s["benefit"] / s["cost"]))\n'

ACCEPT = {
    "q1": {
        "by hand": "best = 'Harbour'\nlead = 5",
        "computed": (
            "s = q1.given.shows.set_index('show')\nnet = s['benefit'] - s['cost']\n"
            "best = net.idxmax()\nlead = net.max() - net.min()"
        ),
        "as a series": "import pandas as pd\nbest = pd.Series(['harbour '])\nlead = pd.Series([5.0])",
    },
    "q2": {
        "operator": "def net(b, c):\n    return b - c",
        "numpy with a warning": (
            "import numpy as np, warnings\ndef net(b, c):\n    warnings.warn('x', FutureWarning)\n"
            "    print('noise')\n    return np.array(b - c)"
        ),
    },
    "q3": {"letter": "q3_answer = 'B'", "small": "q3_answer = ' b. '"},
    "q4": {"text": "q4_answer = 'A, C'", "list": "q4_answer = ['c', 'a']", "set": "q4_answer = {'A', 'C'}"},
    "q5": {
        "frame": TABLE + ORDER + RATIOS,
        "series": (
            "s = q5.given.shows.set_index('show')\n"
            "table = (s['benefit'] - s['cost']).rename('net').iloc[::-1]\n"
            "order = (s['benefit'] / s['cost']).sort_values(ascending=False).index\n"
            "ratios = s['benefit'] / s['cost']"
        ),
    },
    "q6": {
        "english": "memo = 'Book Lark, since two shows like it leave seventy.'",
        "chinese": "memo = '预算有限时应当选择云雀展因为每一元成本带来的价值更高'",
    },
}
REJECT = {
    "q1": {
        "ratio": (
            "s = q1.given.shows.set_index('show')\nr = s['benefit'] / s['cost']\n"
            "best = r.idxmax()\nlead = r.max() - r.min()",
            "fail",
            "ratio-for-difference",
        ),
        "half of the misconception": ("best = 'Lark'\nlead = 17", "fail", None),
        "wrong show": ("best = 'Lark'\nlead = 5", "fail", None),
        "wrong lead": ("best = 'Harbour'\nlead = 9", "fail", None),
        "in yuan": ("best = 'Harbour'\nlead = 5000", "fail", None),
        "one open": ("best = 'Harbour'\nlead = ...", "not_attempted", None),
        "untouched": ("best, lead = ..., None", "not_attempted", None),
    },
    "q2": {
        "ratio": ("def net(b, c):\n    return b / c", "fail", "ratio-for-difference"),
        "clipped": ("def net(b, c):\n    return max(b - c, 0)", "fail", "never-negative"),
        "constant": ("def net(b, c):\n    return 40", "fail", None),
        "first wrong": ("def net(b, c):\n    return b - c if b < 100 else 41", "fail", None),
        "second wrong": ("def net(b, c):\n    return b - c if b != 60 else 36", "fail", None),
        "third wrong": ("def net(b, c):\n    return b - c if b > 10 else 2", "fail", None),
        "rounded": ("def net(b, c):\n    return b - c + 0.4", "fail", None),
        "stub": ("def net(b, c):\n    ...", "not_attempted", None),
        "prints": ("def net(b, c):\n    print(b - c)", "not_attempted", None),
        "raises": ("def net(b, c):\n    return b / 0", "error", None),
    },
    "q3": {
        "price": ("q3_answer = 'A'", "fail", "value-is-price"),
        "benefit": ("q3_answer = 'C'", "fail", None),
        "two letters": ("q3_answer = 'AB'", "fail", None),
        "no letter": ("q3_answer = 'E'", "fail", None),
    },
    "q4": {
        "one missing": ("q4_answer = 'A'", "fail", None),
        "one too many": ("q4_answer = 'ABC'", "fail", None),
        "number": ("q4_answer = 1", "fail", None),
    },
    "q5": {
        "wrong order": (TABLE + "order = ['Harbour', 'Lark']\n" + RATIOS, "fail", None),
        "wrong table": (TABLE + "table['net'] += 1\n" + ORDER + RATIOS, "fail", None),
        "no column": (TABLE + "table = table[['show']]\n" + ORDER + RATIOS, "fail", None),
        "first ratio": (TABLE + ORDER + RATIOS + "ratios['Harbour'] += 0.1", "fail", None),
        "second ratio": (TABLE + ORDER + RATIOS + "ratios['Lark'] += 0.1", "fail", None),
        "both ratios": (TABLE + ORDER + "ratios = dict(Harbour=1.7, Lark=2.5)", "fail", None),
        "all wrong": ("table, order, ratios = 1, 'Lark', 2", "fail", None),
    },
    "q6": {
        "short": ("memo = 'Book Lark.'", "not_attempted", None),
        "repeated": ("memo = 'Lark ' * 50", "not_attempted", None),
        "number": ("memo = 35", "not_attempted", None),
    },
}
