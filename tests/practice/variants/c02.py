"""Right and wrong answers to the exercises of chapter c02."""

from cvm_lessons.practice.sets.c02.lists import IDIC, KINDS, PRINCIPLES, TIES
from cvm_lessons.practice.sets.c02.memo import EXAMPLE


def swapped(right, swap):
    """Return the answer of somebody who takes each key of `swap` for its value."""
    return {key: swap.get(kind, kind) for key, kind in right.items()}


def lists(name, right, swaps):
    """Return wrong answers: one entry wrong at a time, and each misconception."""
    kinds = sorted(set(right.values()))
    other = {kind: kinds[(place + 1) % len(kinds)] for place, kind in enumerate(kinds)}
    known = [swapped(right, swap) for swap in swaps.values()]
    singles = {key: right | {key: other[kind]} for key, kind in right.items()}
    singles = {key: answer for key, answer in singles.items() if answer not in known}
    wrong = {f"{key} wrong": (f"{name} = {answer!r}", "fail", None) for key, answer in singles.items()}
    named = {mark: (f"{name} = {swapped(right, swap)!r}", "fail", mark) for mark, swap in swaps.items()}
    return wrong | named


def turned(first, second):
    """Return the swap of two kinds."""
    return {first: second, second: first}


def ways(name, right):
    """Return two ways to write the right answer."""
    return {
        "dictionary": f"{name} = {right!r}",
        "series in capitals": f"import pandas as pd\n{name} = pd.Series({right!r}).str.upper()",
    }


Q5_WORTH = (
    "g, f = q5.given, q5.given.firms\n"
    "def worth(part=g.attributable, now=0):\n"
    "    multiple = f['retention'] / (1 + g.discount - f['retention']) + now\n"
    "    direct = f['margin'] * multiple\n"
    "    return direct + f['referrals'] * g.conversion * part * direct.mean() * multiple\n"
    "totals = worth()\nfirst = totals.idxmax()\n"
)
Q5_TOTALS = {"Elder": 36_000, "Fir": 65_066.67, "Gorse": 101_333.33}
Q6_CUT = (
    "g = q6.given\nleft = (g.contribution - g.cut) / g.contribution\n"
    "growth = 100 * (1 / left - 1)\n"
    "kept_alone = 100 * left * (1 + g.cut * g.elasticity)\n"
    "kept_all = 100 * left * (1 + g.cut * g.market_elasticity)\n"
)
Q7_SERVED = (
    "s = q7.given.served\nr = s[s['firm'] == 'Rowan'].sort_values('edition')\n"
    "cost, fen = r['cost'].to_numpy(), (100 * r['cost'] / r['spend']).to_numpy()\n"
    "firsts = s[s['edition'] == 1]\n"
    "pooled = cost[2] - firsts['cost'].mean()\nwithin = cost[2] - cost[0]\nper_yuan = fen[2] - fen[0]\n"
)
Q8_PLAN = (
    "c, t = q8.given.customers, q8.given.terms\n"
    "def plan(risk=None, cost=1, none=True):\n"
    "    chosen, total = {}, 0\n"
    "    for name, r in c.iterrows():\n"
    "        stay = r['value'] * (r['risk'] if risk is None else risk)\n"
    "        at = {'active': {'keep': stay, 'develop': (1 - r['risk']) * r['potential']},\n"
    "              'lost': {'win back': r['value']}, 'prospect': {'choose': r['value']}}[r['standing']]\n"
    "        gain = {k: t.loc[k, 'effect'] * v - cost * t.loc[k, 'cost'] for k, v in at.items()}\n"
    "        if none:\n            gain['none'] = 0\n"
    "        chosen[name] = max(gain, key=gain.get)\n        total += gain[chosen[name]]\n"
    "    return chosen, total\n"
    "strategies, gain = plan()\n"
)
Q8_RIGHT = {
    "Alder": "none",
    "Bay": "keep",
    "Clover": "develop",
    "Daisy": "win back",
    "Elm": "choose",
    "Fern": "none",
}

ACCEPT = {
    "q1": ways("principles", PRINCIPLES),
    "q2": ways("ties", TIES),
    "q3": ways("kinds", KINDS),
    "q4": ways("steps", IDIC),
    "q5": {
        "sums": Q5_WORTH,
        "by hand": f"totals = {Q5_TOTALS!r}\nfirst = 'gorse'",
    },
    "q6": {"sums": Q6_CUT, "by hand": "growth, kept_alone, kept_all = 25, 94.4, 83.6"},
    "q7": {"arrays": Q7_SERVED, "by hand": "pooled, within, per_yuan = 7.2, 3.6, -1.0"},
    "q8": {"loop": Q8_PLAN, "by hand": f"strategies = {Q8_RIGHT!r}\ngain = 9140"},
    "q9": {
        "example": f"memo = {EXAMPLE!r}",
        "chinese": "memo = '''决定：今年不购买系统，也不向全体参展商打折。对流失客户中电话触达划算的一千二百五十七家打电话，"
        "费用十五万三千元；续展优惠只给有流失风险的中小企业；大型企业不给优惠，因为没有优惠也有百分之五十七续展。"
        "理念：客户关系管理是选择为谁服务、如何服务的战略，系统只是执行工具。"
        "账目：系统每年九十万元，要有四个百分点的增量才能保本，同类比较的估计为五点二，区间从一点三到九。"
        "顺序：先规划目标与指标，再选型，整合数据，试点，培训推广，最后监测改进；供应商的方案缺少规划。"
        "什么会改变决定：抽签试验显示增量超过四个百分点，或许可费减半。"
        "检验：每份名单抽签留出十分之一不触达，先核对两组人数，一年后比较毛利。'''",
    },
}
REJECT = {
    "q1": lists(
        "principles",
        PRINCIPLES,
        {
            "technology-for-data": turned("data", "technology"),
            "long-term-is-personal": turned("long-term", "personal"),
            "relationship-is-for-sales": turned("all staff", "personal"),
        },
    ),
    "q2": lists(
        "ties",
        TIES,
        {
            "person-as-structure": {"social": "structural"},
            "system-as-service": {"structural": "social"},
            "points-as-structure": {"financial": "structural"},
        },
    ),
    "q3": lists(
        "kinds",
        KINDS,
        {
            "value-to-for-value-of": {"perceived": "profit"},
            "gathering-is-word-of-mouth": turned("gathering", "word of mouth"),
            "only-money-counts": {"information": "profit"},
        },
    ),
    "q4": lists(
        "steps",
        IDIC,
        {
            "identify-is-choosing-the-best": turned("identify", "differentiate"),
            "custom-offer-is-dialogue": turned("interact", "customise"),
            "needs-are-identified": {"differentiate": "customise"},
        },
    ),
    "q5": {
        "own purchases": (
            Q5_WORTH + "totals = worth(part=0)\nfirst = totals.idxmax()",
            "fail",
            "referrals-left-out",
        ),
        "all referred": (
            Q5_WORTH + "totals = worth(part=1)\nfirst = totals.idxmax()",
            "fail",
            "all-referred-counted",
        ),
        "first now": (
            Q5_WORTH + "totals = worth(now=1)\nfirst = totals.idxmax()",
            "fail",
            "first-margin-now",
        ),
        "rounded": (
            "totals = {'Elder': 36100, 'Fir': 65000, 'Gorse': 101000}\nfirst = 'Gorse'",
            "fail",
            None,
        ),
        "other first": (Q5_WORTH + "first = 'Elder'", "fail", None),
        **{
            f"{name} wrong": (f"totals = {Q5_TOTALS | {name: 1}!r}\nfirst = 'Gorse'", "fail", None)
            for name in Q5_TOTALS
        },
    },
    "q6": {
        "old contribution": (
            Q6_CUT + "growth = 100 * g.cut / g.contribution",
            "fail",
            "cut-over-old-contribution",
        ),
        "revenue": (Q6_CUT + "growth = 100 * g.cut / (1 - g.cut)", "fail", "revenue-for-contribution"),
        "volume": (
            Q6_CUT + "kept_alone, kept_all = kept_alone / left, kept_all / left",
            "fail",
            "volume-for-contribution",
        ),
        "growth a point off": (Q6_CUT + "growth += 1", "fail", None),
        "alone a point off": (Q6_CUT + "kept_alone += 1", "fail", None),
        "all a point off": (Q6_CUT + "kept_all -= 1", "fail", None),
    },
    "q7": {
        "pooled": (Q7_SERVED + "within = pooled", "fail", "pooled-for-within"),
        "fen of means": (
            Q7_SERVED + "per_yuan = fen[2] - (100 * firsts['cost'] / firsts['spend']).mean()",
            "fail",
            "per-yuan-pooled",
        ),
        "sign": (
            Q7_SERVED + "pooled, within, per_yuan = -pooled, -within, -per_yuan",
            "fail",
            "sign-reversed",
        ),
        "pooled off": (Q7_SERVED + "pooled += 0.3", "fail", None),
        "within off": (Q7_SERVED + "within += 0.3", "fail", None),
        "share for fen": (Q7_SERVED + "per_yuan /= 100", "fail", None),
    },
    "q8": {
        "all leave": (Q8_PLAN + "strategies, gain = plan(risk=1)", "fail", "risk-forgotten"),
        "no cost": (Q8_PLAN + "strategies, gain = plan(cost=0)", "fail", "cost-forgotten"),
        "everybody": (Q8_PLAN + "strategies, gain = plan(none=False)", "fail", "something-for-everybody"),
        "half of a slip": (Q8_PLAN + "strategies = plan(cost=0)[0]", "fail", None),
        "gain off": (Q8_PLAN + "gain += 100", "fail", None),
        **{
            f"{name} wrong": (
                f"strategies = {Q8_RIGHT | {name: 'keep' if kind != 'keep' else 'none'}!r}\ngain = 9140",
                "fail",
                None,
            )
            for name, kind in Q8_RIGHT.items()
        },
    },
    "q9": {
        "a sentence": ("memo = 'We call the lost ones.'", "not_attempted", None),
        "a number": ("memo = 153_000", "not_attempted", None),
        "untouched": ("memo = ...", "not_attempted", None),
    },
}
