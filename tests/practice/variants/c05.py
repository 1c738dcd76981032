"""Right and wrong answers to the exercises of chapter c05."""

from cvm_lessons.practice.sets.c05.causes import CAUSES, COSTS, WAYS
from cvm_lessons.practice.sets.c05.memo import EXAMPLE
from cvm_lessons.practice.sets.c05.voices import SAID


def one_wrong(name, right, wrong, before="", known=None):
    """Return wrong answers, each with one entry of `right` replaced."""
    return {
        f"{name} {key} wrong": (
            f"{before}{name} = {right | {key: wrong(key)}!r}",
            "fail",
            (known or {}).get(key),
        )
        for key in right
    }


def swapped(name, right, swap, before=""):
    """Return the code of somebody who takes each key of `swap` for its value."""
    return f"{before}{name} = { {key: swap.get(kind, kind) for key, kind in right.items()}!r}"


Q2_CAUSES, Q2_WAYS, Q2_COSTS = f"causes = {CAUSES!r}\n", f"ways = {WAYS!r}\n", f"costs = {COSTS!r}\n"
Q3_RATIOS = (
    "t = q3.given.relations.set_index('exhibitor')\n"
    "own, other = t['own_outcome'] / t['own_input'], t['other_outcome'] / t['other_input']\n"
    "r = own / other\nw = t.loc[r.idxmin()]\n"
    "too_little = list(r.index[r < 0.9])\nfee_cut = w['own_input'] * (1 - r.min())\n"
)
Q4_PATHS = (
    "k = {(r.origin, r.target): r.coefficient for r in q4.given.paths.itertuples()}\n"
    "st, tc = k['satisfaction', 'trust'], k['trust', 'commitment']\n"
    "sc, cl, tl = k['satisfaction', 'commitment'], k['commitment', 'leaving'], k['trust', 'leaving']\n"
    "through_trust, total, leaving = st * tc, sc + st * tc, (sc + st * tc) * cl + st * tl\n"
)
Q5_WAYS = (
    "d = q5.given.scores\nY = ['satisfaction', 'trust', 'commit_affective']\n"
    "own = d[[*Y, 'friendship']] - d.groupby('customer_id')[[*Y, 'friendship']].transform('mean')\n"
    "def slope(t, y):\n    return t[y].cov(t['friendship']) / t['friendship'].var()\n"
    "def standard(t, y):\n    return slope(t, y) * d['friendship'].std() / d[y].std()\n"
    "raw, within = {y: standard(d, y) for y in Y}, {y: standard(own, y) for y in Y}\n"
    "kept = within['trust'] / raw['trust']\n"
)

ACCEPT = {
    "q1": {
        "dictionary": f"words = {SAID!r}",
        "series in capitals": f"import pandas as pd\nwords = pd.Series({SAID!r}).str.upper()",
    },
    "q2": {
        "dictionaries": Q2_CAUSES + Q2_WAYS + Q2_COSTS,
        "series": f"import pandas as pd\n{Q2_CAUSES}{Q2_WAYS}costs = pd.Series({COSTS!r}).str.title()",
    },
    "q3": {
        "by hand": Q3_RATIOS,
        "rounded": Q3_RATIOS + "too_little, fee_cut = set(too_little), round(fee_cut, 1)",
    },
    "q4": {
        "by hand": Q4_PATHS,
        "rounded": Q4_PATHS
        + "through_trust, total, leaving = (round(x, 4) for x in (st * tc, total, leaving))",
    },
    "q5": {
        "by hand": Q5_WAYS,
        "rounded": Q5_WAYS + "raw, within = ({y: round(x[y], 2) for y in Y} for x in (raw, within))\n"
        "kept = round(kept, 2)",
    },
    "q6": {
        "example": f"memo = {EXAMPLE!r}",
        "chinese": "memo = '''决定：不采用押金条款，把九万五千元用于赢得信任：公布经审计的观众数、承诺的观众未到时退款、为每家参展商指定两名联系人；不为送礼的晚宴付钱。"
        "第一步了解需要：展前询问每家参展商想见哪些观众。第二步建立信任：只说有把握的话，公布实际统计，未兑现就退款；任何人不得美化数字，投机行为损失的信任不少于沟通带来的信任。"
        "第三步沟通：两届展会之间打电话告知观众的新情况，而不是只在付款时联系。第四步增值服务：按需要安排供需对接。"
        "理由：押金带来的是持续性归属感，这样的客户留下来，却不推荐，也不提意见，沉默看起来像满意。情感性归属感才使客户愿意推荐和直言。"
        "满意感的一部分作用是经由信任发挥的；与销售经理的友谊和信任相关，但同一客户前后比较时，只剩下一部分，因此不能把相关当作效果。"
        "公平：参展商比较每一元换来的线索数，低于邻近展位的优先改善。"
        "什么会改变决定：续展展位的毛利，以及信任是否真的提高续展；效果减半时取消退款。"
        "检验：抽签让一半参展商先行，会后一个月用同样的问题询问信任、留下的意愿与直言，比较两组的续展率及其区间，再决定是否推广。'''",
    },
}
REJECT = {
    "q1": {
        "looks back": (swapped("words", SAID, {"trust": "satisfaction"}), "fail", "satisfaction-for-trust"),
        "contract": (swapped("words", SAID, {"continuance": "normative"}), "fail", "contract-is-normative"),
        "affection": (swapped("words", SAID, {"normative": "affective"}), "fail", "duty-is-affection"),
        "feeling": (swapped("words", SAID, {"emotion": "satisfaction"}), "fail", "emotion-is-satisfaction"),
        **one_wrong(
            "words",
            SAID,
            lambda key: "normative" if SAID[key] == "affective" else "affective",
            known={"f": "duty-is-affection"},
        ),
        "no such word": (f"words = {SAID | {'a': 'liking'}!r}", "fail", None),
        "one only": ("words = {'a': 'satisfaction'}", "fail", None),
    },
    "q2": {
        "silence": (
            Q2_WAYS
            + Q2_COSTS
            + swapped("causes", CAUSES, {"opportunism": "communication", "communication": "opportunism"}),
            "fail",
            "silence-for-opportunism",
        ),
        "tastes": (
            Q2_CAUSES
            + Q2_COSTS
            + swapped("ways", WAYS, {"common ground": "contact", "contact": "common ground"}),
            "fail",
            "values-for-tastes",
        ),
        "risk": (
            Q2_CAUSES + Q2_WAYS + swapped("costs", COSTS, {"procedural": "relational"}),
            "fail",
            "risk-is-relational",
        ),
        "money": (
            Q2_CAUSES + Q2_WAYS + swapped("costs", COSTS, {"procedural": "financial"}),
            "fail",
            "all-costs-are-money",
        ),
        **one_wrong(
            "causes",
            CAUSES,
            lambda key: "opportunism" if key != "b" else "shared values",
            before=Q2_WAYS + Q2_COSTS,
        ),
        **one_wrong(
            "ways", WAYS, lambda key: "help" if key != "f" else "warmth", before=Q2_CAUSES + Q2_COSTS
        ),
        **one_wrong(
            "costs",
            COSTS,
            lambda key: "relational" if key != "j" else "financial",
            before=Q2_CAUSES + Q2_WAYS,
        ),
        "causes only": (Q2_CAUSES, "not_attempted", None),
    },
    "q3": {
        "sums": (
            Q3_RATIOS + "too_little = list(t.index[t['own_outcome'] < t['other_outcome']])",
            "fail",
            "sums-compared",
        ),
        "upside down": (Q3_RATIOS + "too_little = list(r.index[r > 1.1])", "fail", "input-over-outcome"),
        "equal fees": (
            Q3_RATIOS + "fee_cut = w['own_input'] - w['other_input']",
            "fail",
            "fees-made-equal",
        ),
        "one name": (Q3_RATIOS + "too_little = too_little[:1]", "fail", None),
        "all names": (Q3_RATIOS + "too_little = list(t.index)", "fail", None),
        "cut off by a little": (Q3_RATIOS + "fee_cut = fee_cut + 0.2", "fail", None),
        "names only": (Q3_RATIOS + "del fee_cut", "not_attempted", None),
    },
    "q4": {
        "direct only": (Q4_PATHS + "total, leaving = sc, sc * cl", "fail", "direct-path-only"),
        "added": (Q4_PATHS + "through_trust, total = st + tc, sc + st + tc", "fail", "paths-added"),
        "one way short": (Q4_PATHS + "leaving = total * cl", "fail", "short-way-forgotten"),
        "no sign": (Q4_PATHS + "leaving = -leaving", "fail", "sign-lost"),
        "through off": (Q4_PATHS + "through_trust = through_trust + 0.002", "fail", None),
        "total off": (Q4_PATHS + "total = total + 0.002", "fail", None),
        "leaving off": (Q4_PATHS + "leaving = leaving + 0.002", "fail", None),
        "one missing": (Q4_PATHS + "del leaving", "not_attempted", None),
    },
    "q5": {
        "raw for both": (Q5_WAYS + "within, kept = raw, 1.0", "fail", "association-for-effect"),
        "swapped": (Q5_WAYS + "raw, within, kept = within, raw, 1 / kept", "fail", "methods-swapped"),
        "lost": (Q5_WAYS + "kept = 1 - kept", "fail", "lost-for-kept"),
        "kept off": (Q5_WAYS + "kept = kept + 0.03", "fail", None),
        **{
            f"{name} {key} off": (Q5_WAYS + f"{name}['{key}'] += 0.02", "fail", None)
            for name in ("raw", "within")
            for key in ("satisfaction", "trust", "commit_affective")
        },
        "no share": (Q5_WAYS + "del kept", "not_attempted", None),
    },
    "q6": {
        "a sentence": ("memo = 'We should trust our exhibitors.'", "not_attempted", None),
        "filled up": ("memo = 'trust ' * 400", "not_attempted", None),
        "a number": ("memo = 0.42", "not_attempted", None),
        "untouched": ("memo = ...", "not_attempted", None),
    },
}
