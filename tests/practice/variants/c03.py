"""Right and wrong answers to the exercises of chapter c03."""

from cvm_lessons.practice.sets.c03.kinds_of_value import HOLBROOK, SHETH
from cvm_lessons.practice.sets.c03.meanings import COMPONENTS, MEANINGS
from cvm_lessons.practice.sets.c03.memo import EXAMPLE

VALUE = "from cvm_lessons import measurement, value\n"


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


def swapped(name, right, swap):
    """Return the code of somebody who takes each key of `swap` for its value."""
    return f"{name} = { {key: swap.get(kind, kind) for key, kind in right.items()}!r}"


Q3_TABLE = (
    "s = q3.given.shows.set_index('show')\nv = s[['product', 'service', 'personnel', 'image']].sum(axis=1)\n"
    "c = s[['money', 'time', 'energy', 'psychic']].sum(axis=1)\n"
)
Q4_SUMS = (
    "s = q4.given.shows.set_index('show')\nv = s[['product', 'service', 'personnel', 'image']].sum(axis=1)\n"
    "c = s[['money', 'time', 'energy', 'psychic']].sum(axis=1)\n"
    "cut_difference = (v - c)['Pier'] - (v - c)['Lark']\n"
    "cut_ratio = c['Lark'] - v['Lark'] * c['Pier'] / v['Pier']\n"
)
Q6_SUMS = (
    "BENEFITS, COSTS = ['product', 'service', 'personnel', 'image'], ['money', 'time', 'energy', 'psychic']\n"
    "def sums(offer):\n    return sum(offer[b] for b in BENEFITS), sum(offer[c] for c in COSTS)\n"
    "def delivered_value(offer):\n    gets, gives = sums(offer)\n"
)
Q7_COSTS = (
    "s, g = q7.given.shows.set_index('show'), q7.given\ntime = s['minutes'] / 60 * g.hourly_rate\n"
    "f = 1 + 1 / (1 + g.discount_rate) + 1 / (1 + g.discount_rate) ** 2\n"
    "totals = s['entry_fee'] + f * (s['price'] + time)\nlow = s['price'].idxmin()\n"
    "waiting, total, choose = time[low], totals[low], totals.idxmin()\n"
)
Q8_COUNT = (
    "import pandas as pd\nl = q8.given.ladders\n"
    "a = l[['respondent_id', 'attribute', 'consequence']].set_axis(['who', 'origin', 'target'], axis=1)\n"
    "b = l[['respondent_id', 'consequence', 'goal']].set_axis(['who', 'origin', 'target'], axis=1)\n"
    "pairs = pd.concat([a, b])\nones = pairs.drop_duplicates()\n"
    "n = ones.groupby(['origin', 'target']).size()\n"
    "respondents = n['right visitors', 'qualified leads']\nlinks = n[n >= 3].rename('n').reset_index()\n"
)
Q9_ALPHAS = (
    "import numpy as np\nd = q9.given.answers\nalphas, scores = {}, {}\n"
    "for kind in ['functional', 'social', 'emotional', 'epistemic', 'conditional']:\n"
    "    x = d[[f'val_{kind}_{i}' for i in (1, 2, 3)]].to_numpy(float)\n"
    "    cov = np.cov(x, rowvar=False)\n"
    "    alphas[kind] = 1.5 * (1 - np.trace(cov) / cov.sum())\n"
    "    scores[kind] = x.mean()\n"
    "highest = max(scores, key=scores.get)\n"
)
Q10_RANKS = VALUE + (
    "r = q10.given.ratings\nA = ['visitors', 'sales', 'information', 'relationship', 'image', 'motivation',"
    " 'service', 'price']\nP = ['perf_' + a for a in A]\n"
    "def ranks(method):\n"
    "    t = measurement.derived_importance(r, 'value_overall', P, method=method)\n"
    "    return t.set_axis(A)\n"
    "said = r[['imp_' + a for a in A]].mean().set_axis(A)\n"
    "def gap(method):\n    return said.rank(ascending=False) - ranks(method)['rank']\n"
    "share, underrated = ranks('shapley').loc['visitors', 'share'], gap('shapley').idxmax()\n"
)
Q11_PLACE = (
    "s, w = q11.given.shows.set_index('show_id'), q11.given.quality_weight\n"
    "def place(mean, w=w, up=1):\n"
    "    r = s.loc['Lark'] / mean\n"
    "    price = r['price_m2'] ** up\n    fair = 1 + (1 - w) / w * (price - 1)\n"
    "    d = r['quality'] - fair\n"
    "    return r['worth'], price, fair, 'fair' if abs(d) <= 0.02 else 'better' if d > 0 else 'worse'\n"
    "others = s.drop('Lark').mean()\ncva, price, fair, verdict = place(others)\n"
)
Q12_CHAIN = (
    "t, w = q12.given.activities.set_index('activity'), q12.given.importance\n"
    "def ratios(w):\n"
    "    worth = sum(t[a] * k for a, k in w.items()) / sum(w.values())\n"
    "    return worth / (t['cost'] / t['cost'].sum())\n"
    "r = ratios(w)\nworst, ratio = r.idxmin(), r.min()\n"
)
Q13_GAINS = (
    "from itertools import combinations\ng = q13.given\np = g.projects.set_index('project')\n"
    "k = g.drivers.loc[p['attribute'], 'coefficient'].to_numpy() * g.slope * g.customers * g.margin / 1000\n"
    "p['net'] = k * p['lift'] * p['reach'] - p['cost']\n"
    "def best(one_each):\n"
    "    plans = [p.loc[list(c)] for n in range(8) for c in combinations(p.index, n)]\n"
    "    plans = [c for c in plans if c['cost'].sum() <= g.budget]\n"
    "    plans = [c for c in plans if c['attribute'].is_unique or not one_each]\n"
    "    return max(plans, key=lambda c: c['net'].sum())\n"
    "def in_turn(order):\n"
    "    taken = []\n"
    "    for name in order.sort_values(kind='stable').index:\n"
    "        c = p.loc[[*taken, name]]\n"
    "        if c['cost'].sum() <= g.budget and c['attribute'].is_unique:\n"
    "            taken.append(name)\n"
    "    return p.loc[taken]\n"
    "def answer(plan):\n    return set(plan.index), plan['net'].sum()\n"
)

ACCEPT = {
    "q1": {
        "dictionary": f"meanings = {MEANINGS!r}",
        "series in capitals": (
            "import pandas as pd\nmeanings = pd.Series({'d': 'Quality for price', 'c': 'What I want ',"
            " 'b': 'LOW PRICE', 'a': 'get  for give'})"
        ),
    },
    "q2": {
        "dictionary": f"parts = {COMPONENTS!r}",
        "series": f"import pandas as pd\nparts = pd.Series({COMPONENTS!r}).sort_values()",
    },
    "q3": {
        "by hand": "leaves = 90 - 58\nreturns = 50 / 20\nbook = 'beacon'",
        "rounded": "leaves, returns, book = 32.0, 2.50, 'Beacon'",
        "sums": Q3_TABLE + "leaves = max(v - c)\nreturns = round((v / c).max(), 2)\nbook = (v / c).idxmax()",
    },
    "q4": {
        "by hand": "cut_difference = (85 - 50) - (60 - 37)\ncut_ratio = round(37 - 60 / (85 / 50), 1)",
        "sums": Q4_SUMS,
    },
    "q5": {
        "dictionaries": f"sheth = {SHETH!r}\nholbrook = {HOLBROOK!r}",
        "series": f"import pandas as pd\nsheth = pd.Series({SHETH!r})\nholbrook = pd.Series({HOLBROOK!r})",
    },
    "q6": {
        "sums": Q6_SUMS + "    return gets - gives",
        "library": VALUE + "import pandas as pd\ndef delivered_value(offer):\n"
        "    return value.delivered_value(pd.DataFrame([offer]))",
        "loop with a print": "def delivered_value(offer):\n    left = 0\n"
        "    for name, amount in offer.items():\n"
        "        if name in ('product', 'service', 'personnel', 'image'):\n            left += amount\n"
        "        elif name != 'show':\n            left -= amount\n    print(left)\n    return left",
    },
    "q7": {
        "by hand": "waiting = 48 * 150\ntotal = 3000 + 27200 * (1 + 1 / 1.08 + 1 / 1.08**2)\n"
        "choose = 'Lighthouse'",
        "sums": Q7_COSTS,
        "ownership": VALUE + "import pandas as pd\nwaiting = value.time_cost(2880, hourly_rate=150)\n"
        "costs = pd.DataFrame({'item': ['fee', 'price', 'time'], 'amount': [3000, 20000, waiting],"
        " 'first': [0, 0, 0], 'last': [0, 2, 2]})\n"
        "total = value.total_cost_of_ownership(costs, discount_rate=0.08)['present_value'].sum()\n"
        "choose = 'lighthouse'",
    },
    "q8": {
        "counted": Q8_COUNT,
        "by hand": "import pandas as pd\nrespondents = 3\nlinks = pd.DataFrame([\n"
        "    ('right visitors', 'qualified leads'), ('one service desk', 'less wasted time'),\n"
        "    ('seminars', 'market knowledge'), ('qualified leads', 'growth'),\n"
        "    ('less wasted time', 'peace of mind'), ('market knowledge', 'growth')],\n"
        "    columns=['origin', 'target'])",
    },
    "q9": {
        "covariances": Q9_ALPHAS,
        "library": VALUE + "d = q9.given.answers\nhow = value.VALUE_DIMENSIONS\n"
        "alphas = {k: measurement.cronbach_alpha(d[list(v)]).estimate for k, v in how.items()}\n"
        "scores = value.score_dimensions(d).mean().round(2)\nhighest = scores.idxmax()",
    },
    "q10": {
        "ranks": Q10_RANKS,
        "drivers": VALUE + "t = value.value_drivers(q10.given.ratings, cluster=None, n_boot=100)\n"
        "share = round(t.loc['visitors', 'derived_share'], 2)\nunderrated = t['rank_gap'].idxmax()",
    },
    "q11": {
        "ratios": Q11_PLACE,
        "by hand": "cva = 7.8 / ((7.2 + 7.0 + 6.9) / 3)\nprice = 1240 / 1140\n"
        "fair = 1 + 2 / 3 * (price - 1)\nverdict = 'better'",
        "rounded": "cva, price, fair, verdict = 1.11, 1.09, 1.06, 'better'",
    },
    "q12": {
        "shares": Q12_CHAIN,
        "library": VALUE + "c = value.activity_value(q12.given.activities, q12.given.importance)\n"
        "worst, ratio = c.loc[c['ratio'].idxmin(), ['activity', 'ratio']]",
    },
    "q13": {
        "all plans": Q13_GAINS + "chosen, net_gain = answer(best(True))",
        "by hand": "chosen = ['P02', 'P03', 'P11']\nnet_gain = 43.47 + 59.7712 + 20.286 - 51",
    },
    "q14": {
        "example": f"memo = {EXAMPLE!r}",
        "chinese": "memo = '''决定：不降价，用六万元投入三个项目：观众资格审核、供需对接会、展台团队培训。"
        "价值现状：参展商认为我们的展会比三家对手更值，价格高出百分之九，但质量位于公平价值线之上，降价只会送走利润。"
        "驱动因素：参展商说最看重观众和价格；数据表明观众质量与成交影响最大，形象的作用比他们承认的更大，价格几乎没有作用。"
        "项目：在预算之内，每个属性至多一个项目，这三项扣除成本后剩余最多；服务与形象项目留到明年。"
        "什么会改变决定：续展概率对价值的反应，以及每个续展展位的毛利；其中一项减半仍可执行，两项都减半则停止。"
        "检验：抽签让一半参展商参加，会后四周同时调查两组，比较价值评分与续展率，差异区间高于零才推广。'''",
    },
}
REJECT = {
    "q1": {
        "one trade-off": (
            swapped("meanings", MEANINGS, {"get for give": "quality for price"}),
            "fail",
            "price-is-all-that-is-given",
        ),
        "swapped": (
            swapped(
                "meanings",
                MEANINGS,
                {"get for give": "quality for price", "quality for price": "get for give"},
            ),
            "fail",
            "trade-offs-swapped",
        ),
        "wish for trade-off": (
            swapped(
                "meanings", MEANINGS, {"what I want": "quality for price", "quality for price": "what I want"}
            ),
            "fail",
            "quality-is-what-i-want",
        ),
        "own words": ("meanings = dict(a='all', b='cheap', c='wish', d='quality')", "fail", None),
        "still open": (f"meanings = {MEANINGS!r}\nmeanings['c'] = ...", "not_attempted", None),
        **one_wrong("meanings", MEANINGS, lambda key: "low price" if key != "b" else "what I want"),
    },
    "q2": {
        "people in service": (
            swapped("parts", COMPONENTS, {"personnel": "service"}),
            "fail",
            "personnel-in-service",
        ),
        "queue in energy": (swapped("parts", COMPONENTS, {"time": "energy"}), "fail", "queueing-as-energy"),
        "worry in energy": (swapped("parts", COMPONENTS, {"psychic": "energy"}), "fail", "worry-as-energy"),
        "a list": (f"parts = {list(COMPONENTS.values())!r}", "fail", None),
        **one_wrong("parts", COMPONENTS, lambda key: "money" if key != "e" else "time"),
    },
    "q3": {
        "booked by difference": (
            Q3_TABLE + "leaves, returns, book = max(v - c), max(v / c), (v - c).idxmax()",
            "fail",
            "difference-on-a-budget",
        ),
        "price only": (
            Q3_TABLE + "c = s['money']\nleaves, returns, book = max(v - c), max(v / c), (v / c).idxmax()",
            "fail",
            "price-only-as-cost",
        ),
        "no personnel": (
            Q3_TABLE
            + "v -= s['personnel']\nleaves, returns, book = max(v - c), max(v / c), (v / c).idxmax()",
            "fail",
            "personnel-left-out",
        ),
        "difference of the booked": (
            Q3_TABLE + "book = (v / c).idxmax()\nleaves, returns = (v - c)[book], max(v / c)",
            "fail",
            "leaves-of-the-booked-show",
        ),
        "wrong difference": ("leaves, returns, book = 40, 2.5, 'Beacon'", "fail", None),
        "wrong ratio": ("leaves, returns, book = 32, 2.4, 'Beacon'", "fail", None),
        "wrong show": ("leaves, returns, book = 32, 2.5, 'Cove'", "fail", None),
        "in yuan": ("leaves, returns, book = 32000, 2.5, 'Beacon'", "fail", None),
        "text": ("leaves, returns, book = '32', 2.5, 'Beacon'", "fail", None),
    },
    "q4": {
        "total values": (
            Q4_SUMS + "cut_difference = v['Pier'] - v['Lark']",
            "fail",
            "levels-the-total-values",
        ),
        "value raised": (
            Q4_SUMS + "cut_ratio = v['Pier'] / c['Pier'] * c['Lark'] - v['Lark']",
            "fail",
            "raises-the-value",
        ),
        "one cut": (Q4_SUMS + "cut_ratio = cut_difference", "fail", "one-cut-for-both"),
        "wrong difference": ("cut_difference, cut_ratio = 13, 1.7", "fail", None),
        "wrong ratio": ("cut_difference, cut_ratio = 12, 2.2", "fail", None),
        "negative": ("cut_difference, cut_ratio = -12, -1.7", "fail", None),
    },
    "q5": {
        "novelty": (
            f"sheth = {SHETH | {'a': 'functional'}!r}\nholbrook = {HOLBROOK!r}",
            "fail",
            "novelty-as-function",
        ),
        "situation": (
            f"sheth = {SHETH | {'c': 'functional'}!r}\nholbrook = {HOLBROOK!r}",
            "fail",
            "situation-ignored",
        ),
        "status and esteem": (
            f"sheth = {SHETH!r}\nholbrook = {HOLBROOK | {'f': 'esteem', 'i': 'status'}!r}",
            "fail",
            "status-and-esteem-swapped",
        ),
        "excellence and efficiency": (
            f"sheth = {SHETH!r}\nholbrook = {HOLBROOK | {'g': 'excellence', 'h': 'efficiency'}!r}",
            "fail",
            "excellence-and-efficiency-swapped",
        ),
        **one_wrong(
            "sheth",
            SHETH,
            lambda key: "social" if key != "d" else "emotional",
            before=f"holbrook = {HOLBROOK!r}\n",
        ),
        **one_wrong("holbrook", HOLBROOK, lambda key: "ethics", before=f"sheth = {SHETH!r}\n"),
        "half open": (f"sheth = {SHETH!r}\nholbrook = ...", "not_attempted", None),
    },
    "q6": {
        "price only": (Q6_SUMS + "    return gets - offer['money']", "fail", "price-only-as-cost"),
        "ratio": (Q6_SUMS + "    return gets / gives", "fail", "ratio-for-difference"),
        "no personnel": (
            Q6_SUMS + "    return gets - gives - offer['personnel']",
            "fail",
            "personnel-left-out",
        ),
        "never negative": (Q6_SUMS + "    return max(gets - gives, 0)", "fail", "never-negative"),
        "rounded": (Q6_SUMS + "    return round(gets - gives)", "fail", None),
        "offers with a zero left out": (
            Q6_SUMS + "    return gets - gives if all(offer.values()) else 0",
            "fail",
            None,
        ),
        "constant": (Q6_SUMS + "    return 25", "fail", None),
        "reversed": (Q6_SUMS + "    return gives - gets", "fail", None),
        "untouched": ("def delivered_value(offer):\n    ...", "not_attempted", None),
        "misspelt": ("def delivered_value(offer):\n    return offer['produkt']", "error", None),
    },
    "q7": {
        "minutes as hours": (
            Q7_COSTS + "time *= 60\ntotals = s['entry_fee'] + f * (s['price'] + time)\n"
            "waiting, total, choose = time[low], totals[low], totals.idxmin()",
            "fail",
            "minutes-as-hours",
        ),
        "by price": (Q7_COSTS + "choose = low", "fail", "cheapest-price-wins"),
        "not discounted": (
            Q7_COSTS + "total = (s['entry_fee'] + 3 * (s['price'] + time))[low]",
            "fail",
            "not-discounted",
        ),
        "time once": (
            Q7_COSTS + "total = (s['entry_fee'] + f * s['price'] + time)[low]",
            "fail",
            "time-counted-once",
        ),
        "waiting of all": (Q7_COSTS + "waiting += 30", "fail", None),
        "fee each year": (Q7_COSTS + "total += 30", "fail", None),
        "the other show": (
            Q7_COSTS + "choose = next(name for name in s.index if name not in (low, choose))",
            "fail",
            None,
        ),
        "in thousand": (Q7_COSTS + "waiting, total = waiting / 1000, total / 1000", "fail", None),
    },
    "q8": {
        "mentions": (
            Q8_COUNT + "n = pairs.groupby(['origin', 'target']).size()\n"
            "respondents = n['right visitors', 'qualified leads']\nlinks = n[n >= 3].reset_index()",
            "fail",
            "mentions-for-respondents",
        ),
        "above the cut-off": (Q8_COUNT + "links = n[n > 3].reset_index()", "fail", "cut-off-excluded"),
        "jumps": (
            Q8_COUNT
            + "c = l[['respondent_id', 'attribute', 'goal']].set_axis(['who', 'origin', 'target'], axis=1)\n"
            "n = pd.concat([a, b, c]).drop_duplicates().groupby(['origin', 'target']).size()\n"
            "links = n[n >= 3].reset_index()",
            "fail",
            "indirect-links-kept",
        ),
        "one respondent too many": (Q8_COUNT + "respondents += 1", "fail", None),
        "one link lost": (Q8_COUNT + "links = links.iloc[1:]", "fail", None),
        "columns misnamed": (Q8_COUNT + "links = links.rename(columns={'origin': 'from'})", "fail", None),
        "a number of links": (Q8_COUNT + "links = len(links)", "fail", None),
    },
    "q9": {
        "mean correlation": (
            Q9_ALPHAS + "for kind in alphas:\n"
            "    r = d[[f'val_{kind}_{i}' for i in (1, 2, 3)]].corr().to_numpy()\n"
            "    alphas[kind] = (r.sum() - 3) / 6",
            "fail",
            "mean-correlation-for-alpha",
        ),
        "sums": (
            Q9_ALPHAS + "scores = {kind: 3 * score for kind, score in scores.items()}",
            "fail",
            "sum-for-mean",
        ),
        "highest alpha": (Q9_ALPHAS + "highest = max(alphas, key=alphas.get)", "fail", "reliable-for-valued"),
        "another dimension": (
            Q9_ALPHAS
            + "highest = next(k for k in scores if k not in (highest, max(alphas, key=alphas.get)))",
            "fail",
            None,
        ),
        "alphas alone": (Q9_ALPHAS + "scores, highest = ..., ...", "not_attempted", None),
        **{
            f"{name} of {kind}": (Q9_ALPHAS + f"{name}['{kind}'] -= 0.1", "fail", None)
            for name in ("alphas", "scores")
            for kind in ("functional", "social", "emotional", "epistemic", "conditional")
        },
    },
    "q10": {
        "correlations": (
            Q10_RANKS + "share = ranks('correlation').loc['visitors', 'share']\n"
            "underrated = gap('correlation').idxmax()",
            "fail",
            "correlation-for-importance",
        ),
        "lowest stated": (Q10_RANKS + "underrated = said.idxmin()", "fail", "lowest-stated"),
        "reversed": (Q10_RANKS + "underrated = gap('shapley').idxmin()", "fail", "gap-reversed"),
        "another attribute": (Q10_RANKS + "underrated = said.idxmax()", "fail", None),
        "another share": (Q10_RANKS + "share += 0.1", "fail", None),
        "percent": (Q10_RANKS + "share *= 100", "fail", None),
    },
    "q11": {
        "price inverted": (
            Q11_PLACE + "cva, price, fair, verdict = place(others, up=-1)",
            "fail",
            "price-inverted",
        ),
        "own show in the mean": (
            Q11_PLACE + "cva, price, fair, verdict = place(s.mean())",
            "fail",
            "own-show-among-rivals",
        ),
        "weights swapped": (
            Q11_PLACE + "cva, price, fair, verdict = place(others, w=1 - w)",
            "fail",
            "weights-swapped",
        ),
        "cva alone": (Q11_PLACE + "cva += 0.1", "fail", None),
        "price alone": (Q11_PLACE + "price += 0.1", "fail", None),
        "fair alone": (Q11_PLACE + "fair += 0.1", "fail", None),
        "verdict alone": (Q11_PLACE + "verdict = 'better' if verdict != 'better' else 'worse'", "fail", None),
        "verdict in other words": (Q11_PLACE + "verdict = 'good'", "fail", None),
    },
    "q12": {
        "dearest": (Q12_CHAIN + "worst = t['cost'].idxmax()\nratio = r[worst]", "fail", "dearest-is-worst"),
        "equal weights": (
            Q12_CHAIN + "r = ratios(dict.fromkeys(w, 1))\nworst, ratio = r.idxmin(), r.min()",
            "fail",
            "importance-ignored",
        ),
        "cost over value": (Q12_CHAIN + "ratio = 1 / ratio", "fail", "cost-over-value"),
        "another activity": (Q12_CHAIN + "worst = r.idxmax()", "fail", None),
        "another ratio": (Q12_CHAIN + "ratio += 0.1", "fail", None),
        "best": (Q12_CHAIN + "worst, ratio = r.idxmax(), r.max()", "fail", None),
    },
    "q13": {
        "largest lift": (
            Q13_GAINS + "chosen, net_gain = answer(in_turn(-p['lift']))",
            "fail",
            "largest-lift-first",
        ),
        "cheapest": (Q13_GAINS + "chosen, net_gain = answer(in_turn(p['cost']))", "fail", "cheapest-first"),
        "two for one": (
            Q13_GAINS + "chosen, net_gain = answer(best(False))",
            "fail",
            "two-for-one-attribute",
        ),
        "one too many": ("chosen, net_gain = ['P02', 'P03', 'P11', 'P09'], 72.5", "fail", None),
        "one too few": ("chosen, net_gain = ['P02', 'P03'], 72.5", "fail", None),
        "gain not net": ("chosen, net_gain = ['P02', 'P03', 'P11'], 75.5", "fail", None),
        "greedy set with the right sum": ("chosen, net_gain = ['P12', 'P03', 'P09'], 72.5", "fail", None),
        "in yuan": ("chosen, net_gain = ['P02', 'P03', 'P11'], 72527", "fail", None),
    },
    "q14": {
        "a sentence": ("memo = 'We should raise value for our exhibitors.'", "not_attempted", None),
        "filled up": ("memo = 'value ' * 400", "not_attempted", None),
        "a number": ("memo = 72.5", "not_attempted", None),
        "untouched": ("memo = ...", "not_attempted", None),
    },
}
