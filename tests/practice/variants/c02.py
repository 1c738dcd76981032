"""Right and wrong answers to the exercises of chapter c02."""

from cvm_lessons.practice.sets.c02.claims import BENEFITS, LAYERS, ORIGINS, POINTS
from cvm_lessons.practice.sets.c02.lists import IDIC, KINDS, PRINCIPLES, TIES
from cvm_lessons.practice.sets.c02.memo import EXAMPLE
from cvm_lessons.practice.sets.c02.mixes import BASES, MIXES, ORDER


def swapped(right, swap):
    """Return the answer of somebody who takes each key of `swap` for its value."""
    return {key: swap.get(kind, kind) for key, kind in right.items()}


def lists(name, right, swaps, rest=""):
    """Return wrong answers: one entry wrong at a time, and each misconception; `rest` is right."""
    kinds = sorted(set(right.values()))
    other = {kind: kinds[(place + 1) % len(kinds)] for place, kind in enumerate(kinds)}
    known = [swapped(right, swap) for swap in swaps.values()]
    singles = {key: right | {key: other[kind]} for key, kind in right.items()}
    singles = {key: answer for key, answer in singles.items() if answer not in known}
    wrong = {f"{key} wrong": (f"{name} = {answer!r}{rest}", "fail", None) for key, answer in singles.items()}
    named = {mark: (f"{name} = {swapped(right, swap)!r}{rest}", "fail", mark) for mark, swap in swaps.items()}
    return wrong | named


def turned(first, second):
    """Return the swap of two kinds."""
    return {first: second, second: first}


def ways(name, right, rest=""):
    """Return two ways to write the right answer; `rest` is right, too."""
    return {
        "dictionary": f"{name} = {right!r}{rest}",
        "series in capitals": f"import pandas as pd\n{name} = pd.Series({right!r}).str.upper(){rest}",
    }


Q12_WORTH = (
    "g, f = q12.given, q12.given.firms\n"
    "def worth(part=g.attributable, now=0):\n"
    "    multiple = f['retention'] / (1 + g.discount - f['retention']) + now\n"
    "    direct = f['margin'] * multiple\n"
    "    return direct + f['referrals'] * g.conversion * part * direct.mean() * multiple\n"
    "totals = worth()\nfirst = totals.idxmax()\n"
)
Q12_TOTALS = {"Elder": 36_000, "Fir": 65_066.67, "Gorse": 101_333.33}
Q14_CUT = (
    "g = q14.given\nleft = (g.contribution - g.cut) / g.contribution\n"
    "growth = 100 * (1 / left - 1)\n"
    "kept_alone = 100 * left * (1 + g.cut * g.elasticity)\n"
    "kept_all = 100 * left * (1 + g.cut * g.market_elasticity)\n"
)
Q15_SERVED = (
    "s = q15.given.served\nr = s[s['firm'] == 'Rowan'].sort_values('edition')\n"
    "cost, fen = r['cost'].to_numpy(), (100 * r['cost'] / r['spend']).to_numpy()\n"
    "firsts = s[s['edition'] == 1]\n"
    "pooled = cost[2] - firsts['cost'].mean()\nwithin = cost[2] - cost[0]\nper_yuan = fen[2] - fen[0]\n"
)
Q17_PLAN = (
    "c, t = q17.given.customers, q17.given.terms\n"
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
Q17_RIGHT = {
    "Alder": "none",
    "Bay": "keep",
    "Clover": "develop",
    "Daisy": "win back",
    "Elm": "choose",
    "Fern": "none",
}

Q5_POINTS, Q5_CLAIMS = f"\npoints = {POINTS!r}", f"claims = {BENEFITS!r}"
Q6_LAYERS, Q6_CLAUSES = f"\nlayers = {LAYERS!r}", "\nclauses = 'ABDF'"
Q8_ORDER, Q8_BASES = f"\norder = {ORDER!r}", f"bases = {BASES!r}"
Q10_PROOF = (
    "g = q10.given\n"
    "def share(often):\n    return g.came[often].sum() / g.invited[often].sum()\n"
    "gaps = [100 * (g.came['often'][k] / g.invited['often'][k] - g.came['seldom'][k] / g.invited['seldom'][k])\n"
    "        for k in g.came.index]\n"
    "sizes = list(g.invited['often'] + g.invited['seldom'])\n"
    "raw = 100 * (share('often') - share('seldom'))\n"
    "alike = sum(a * b for a, b in zip(gaps, sizes)) / sum(sizes)\n"
    "needed = 100 * (g.licence / g.exhibitors + g.contact_cost) / g.margin\n"
    "verdict = lambda effect, mark: 'yes' if effect > mark else 'no'\n"
    "pays = verdict(alike, needed)\n"
)
Q11_KINDS = (
    "import numpy as np\nt = q11.given.ticks\n"
    "def entropy(counts):\n"
    "    p = counts[counts > 0] / counts.sum()\n    return -(p * np.log(p)).sum()\n"
    "earlier, later = np.exp(entropy(t['earlier'])), np.exp(entropy(t['later']))\n"
    "reading = 'more varied' if later > earlier else 'less varied'\n"
)
Q13_FIFTHS = (
    "s = q13.given.spend\nnow = s['2025']\n"
    "def fifth(a):\n"
    "    a = a.sort_values(ascending=False)\n    return 100 * a.iloc[:len(a) // 5].sum() / a.sum()\n"
    "listed, paid, three_years = fifth(now), fifth(now[now > 0]), fifth(s.sum(axis=1))\n"
)
Q16_TRIAL = (
    "t = q16.given.trial\n"
    "came, anyway = t['called_came'] / t['called'], t['alone_came'] / t['alone']\n"
    "def courted(effect, cost=1):\n"
    "    gain = effect * t['value'] - cost * t['cost']\n"
    "    return gain, list(gain.index[gain > 0])\n"
    "gain, court = courted(came - anyway)\n"
)
Q16_GAIN = {"Leaders": -700, "Growers": 1140, "Doubters": -1400, "Long gone": 560}

ACCEPT = {
    "q1": ways("principles", PRINCIPLES),
    "q2": ways("origins", ORIGINS),
    "q3": ways("ties", TIES),
    "q4": ways("kinds", KINDS),
    "q5": ways("claims", BENEFITS, Q5_POINTS),
    "q6": ways("layers", LAYERS, Q6_CLAUSES) | {"list": f"clauses = ['a', 'B', 'D', 'F']{Q6_LAYERS}"},
    "q7": ways("mixes", MIXES),
    "q8": ways("bases", BASES, Q8_ORDER),
    "q9": ways("steps", IDIC),
    "q10": {"sums": Q10_PROOF, "by hand": "raw, alike, needed, pays = 32.25, 4.6, 7, 'No'"},
    "q11": {"sums": Q11_KINDS, "by hand": "earlier, later, reading = 2.59, 3.92, 'More varied'"},
    "q12": {
        "sums": Q12_WORTH,
        "by hand": f"totals = {Q12_TOTALS!r}\nfirst = 'gorse'",
    },
    "q13": {"sums": Q13_FIFTHS, "by hand": "listed, paid, three_years = 62.5, 40.0, 42.4"},
    "q14": {"sums": Q14_CUT, "by hand": "growth, kept_alone, kept_all = 25, 94.4, 83.6"},
    "q15": {"arrays": Q15_SERVED, "by hand": "pooled, within, per_yuan = 7.2, 3.6, -1.0"},
    "q16": {
        "sums": Q16_TRIAL,
        "by hand": f"gain = {Q16_GAIN!r}\ncourt = 'Growers, Long gone'",
    },
    "q17": {"loop": Q17_PLAN, "by hand": f"strategies = {Q17_RIGHT!r}\ngain = 9140"},
    "q18": {
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
        "origins",
        ORIGINS,
        {
            "year-learnt": {"leave out": "root"},
            "demand-for-technology": turned("demand", "technology"),
            "management-for-technology": {"management": "technology"},
        },
    ),
    "q3": lists(
        "ties",
        TIES,
        {
            "person-as-structure": {"social": "structural"},
            "system-as-service": {"structural": "social"},
            "points-as-structure": {"financial": "structural"},
        },
    ),
    "q4": lists(
        "kinds",
        KINDS,
        {
            "value-to-for-value-of": {"perceived": "profit"},
            "gathering-is-word-of-mouth": turned("gathering", "word of mouth"),
            "only-money-counts": {"information": "profit"},
        },
    ),
    "q5": lists(
        "claims",
        BENEFITS,
        {
            "saving-is-revenue": {"cost": "money"},
            "loyalty-is-money": {"attitude": "money"},
            "pooling-is-saving": {"forces": "cost"},
        },
        Q5_POINTS,
    )
    | {
        "lists swapped": (
            f"{Q5_CLAIMS}\npoints = {POINTS | {'significances': 7, 'benefits': 6}!r}",
            "fail",
            "lists-swapped",
        )
    }
    | {
        f"{name} one more": (f"{Q5_CLAIMS}\npoints = {POINTS | {name: count + 1}!r}", "fail", None)
        for name, count in POINTS.items()
    },
    "q6": lists(
        "layers", LAYERS, {"implementation-is-technology": {"implementation": "technology"}}, Q6_CLAUSES
    )
    | {
        "tool": (f"clauses = 'ABCDF'{Q6_LAYERS}", "fail", "crm-is-software"),
        "nice": (f"clauses = 'ABDEF'{Q6_LAYERS}", "fail", "crm-is-to-be-nice"),
        "goal missing": (f"clauses = 'ADF'{Q6_LAYERS}", "fail", None),
        "one letter": (f"clauses = 'A'{Q6_LAYERS}", "fail", None),
    },
    "q7": lists(
        "mixes",
        MIXES,
        {
            "cost-of-the-firm": {"4C": "4P"},
            "tie-is-her-side": {"4R": "4C"},
            "promotion-is-communication": turned("4P", "4C"),
        },
    ),
    "q8": lists(
        "bases",
        BASES,
        {
            "database-is-one-to-one": turned("database marketing", "one-to-one marketing"),
            "records-are-knowledge": turned("database marketing", "customer knowledge"),
        },
        Q8_ORDER,
    )
    | {
        "analysis first": (f"{Q8_BASES}\norder = list('XYVZW')", "fail", "analysis-before-service"),
        "alphabet": (f"{Q8_BASES}\norder = list('VWXYZ')", "fail", None),
    },
    "q9": lists(
        "steps",
        IDIC,
        {
            "identify-is-choosing-the-best": turned("identify", "differentiate"),
            "custom-offer-is-dialogue": turned("interact", "customise"),
            "needs-are-identified": {"differentiate": "customise"},
        },
    ),
    "q10": {
        "raw": (Q10_PROOF + "alike = raw\npays = verdict(raw, needed)", "fail", "raw-for-like-with-like"),
        "plain mean": (
            Q10_PROOF + "alike = sum(gaps) / 2\npays = verdict(alike, needed)",
            "fail",
            "groups-unweighted",
        ),
        "licence": (
            Q10_PROOF + "needed = 100 * g.licence / g.exhibitors / g.margin\npays = verdict(alike, needed)",
            "fail",
            "licence-only",
        ),
        "raw off": (Q10_PROOF + "raw += 1", "fail", None),
        "alike off": (Q10_PROOF + "alike -= 0.2", "fail", None),
        "share": (Q10_PROOF + "needed /= 100", "fail", None),
        "needed off": (Q10_PROOF + "needed += 1", "fail", None),
        "other verdict": (Q10_PROOF + "pays = {'yes': 'no', 'no': 'yes'}[pays]", "fail", None),
    },
    "q11": {
        "entropy": (
            Q11_KINDS + "earlier, later = entropy(t['earlier']), entropy(t['later'])",
            "fail",
            "entropy-for-kinds",
        ),
        "counted": (Q11_KINDS + "earlier, later = (t > 0).sum()", "fail", "kinds-counted"),
        "bits": (
            Q11_KINDS + "earlier, later = np.exp(np.log([earlier, later]) / np.log(2))",
            "fail",
            "base-two",
        ),
        "reversed": (
            Q11_KINDS + "reading = 'less varied' if later > earlier else 'more varied'",
            "fail",
            "reading-reversed",
        ),
        "earlier off": (Q11_KINDS + "earlier += 0.1", "fail", None),
        "later off": (Q11_KINDS + "later -= 0.1", "fail", None),
    },
    "q12": {
        "own purchases": (
            Q12_WORTH + "totals = worth(part=0)\nfirst = totals.idxmax()",
            "fail",
            "referrals-left-out",
        ),
        "all referred": (
            Q12_WORTH + "totals = worth(part=1)\nfirst = totals.idxmax()",
            "fail",
            "all-referred-counted",
        ),
        "first now": (
            Q12_WORTH + "totals = worth(now=1)\nfirst = totals.idxmax()",
            "fail",
            "first-margin-now",
        ),
        "rounded": (
            "totals = {'Elder': 36100, 'Fir': 65000, 'Gorse': 101000}\nfirst = 'Gorse'",
            "fail",
            None,
        ),
        "other first": (Q12_WORTH + "first = 'Elder'", "fail", None),
        **{
            f"{name} wrong": (f"totals = {Q12_TOTALS | {name: 1}!r}\nfirst = 'Gorse'", "fail", None)
            for name in Q12_TOTALS
        },
    },
    "q13": {
        "list": (Q13_FIFTHS + "paid = listed", "fail", "base-is-the-list"),
        "averaged": (
            Q13_FIFTHS + "three_years = sum(fifth(s[y][s[y] > 0]) for y in s) / 3",
            "fail",
            "years-averaged",
        ),
        "today": (
            Q13_FIFTHS + "big = s.sum(axis=1)[now.nlargest(2).index]\n"
            "three_years = 100 * big.sum() / s.to_numpy().sum()",
            "fail",
            "largest-of-today",
        ),
        "listed off": (Q13_FIFTHS + "listed += 0.5", "fail", None),
        "paid off": (Q13_FIFTHS + "paid += 0.3", "fail", None),
        "years off": (Q13_FIFTHS + "three_years += 0.3", "fail", None),
    },
    "q14": {
        "old contribution": (
            Q14_CUT + "growth = 100 * g.cut / g.contribution",
            "fail",
            "cut-over-old-contribution",
        ),
        "revenue": (Q14_CUT + "growth = 100 * g.cut / (1 - g.cut)", "fail", "revenue-for-contribution"),
        "volume": (
            Q14_CUT + "kept_alone, kept_all = kept_alone / left, kept_all / left",
            "fail",
            "volume-for-contribution",
        ),
        "growth a point off": (Q14_CUT + "growth += 1", "fail", None),
        "alone a point off": (Q14_CUT + "kept_alone += 1", "fail", None),
        "all a point off": (Q14_CUT + "kept_all -= 1", "fail", None),
    },
    "q15": {
        "pooled": (Q15_SERVED + "within = pooled", "fail", "pooled-for-within"),
        "fen of means": (
            Q15_SERVED + "per_yuan = fen[2] - (100 * firsts['cost'] / firsts['spend']).mean()",
            "fail",
            "per-yuan-pooled",
        ),
        "sign": (
            Q15_SERVED + "pooled, within, per_yuan = -pooled, -within, -per_yuan",
            "fail",
            "sign-reversed",
        ),
        "pooled off": (Q15_SERVED + "pooled += 0.3", "fail", None),
        "within off": (Q15_SERVED + "within += 0.3", "fail", None),
        "share for fen": (Q15_SERVED + "per_yuan /= 100", "fail", None),
    },
    "q16": {
        "response": (Q16_TRIAL + "gain, court = courted(came)", "fail", "response-for-uplift"),
        "no cost": (Q16_TRIAL + "gain, court = courted(came - anyway, 0)", "fail", "cost-forgotten"),
        "no sign": (
            Q16_TRIAL + "gain, court = courted((came - anyway).abs())",
            "fail",
            "sign-of-uplift-ignored",
        ),
        "all courted": (Q16_TRIAL + "court = list(t.index)", "fail", None),
        "one missing": (Q16_TRIAL + "court = ['Growers']", "fail", None),
        "half of a slip": (Q16_TRIAL + "court = courted(came)[1]", "fail", None),
        **{
            f"{name} off": (
                f"gain = {Q16_GAIN | {name: gain + 30}!r}\ncourt = ['Growers', 'Long gone']",
                "fail",
                None,
            )
            for name, gain in Q16_GAIN.items()
        },
    },
    "q17": {
        "all leave": (Q17_PLAN + "strategies, gain = plan(risk=1)", "fail", "risk-forgotten"),
        "no cost": (Q17_PLAN + "strategies, gain = plan(cost=0)", "fail", "cost-forgotten"),
        "everybody": (Q17_PLAN + "strategies, gain = plan(none=False)", "fail", "something-for-everybody"),
        "half of a slip": (Q17_PLAN + "strategies = plan(cost=0)[0]", "fail", None),
        "gain off": (Q17_PLAN + "gain += 100", "fail", None),
        **{
            f"{name} wrong": (
                f"strategies = {Q17_RIGHT | {name: 'keep' if kind != 'keep' else 'none'}!r}\ngain = 9140",
                "fail",
                None,
            )
            for name, kind in Q17_RIGHT.items()
        },
    },
    "q18": {
        "a sentence": ("memo = 'We call the lost ones.'", "not_attempted", None),
        "a number": ("memo = 153_000", "not_attempted", None),
        "untouched": ("memo = ...", "not_attempted", None),
    },
}
