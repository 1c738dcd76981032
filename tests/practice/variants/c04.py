"""Right and wrong answers to the exercises of chapter c04."""

from cvm_lessons.practice.sets.c04.meanings import INDICES, SAID, SIGNS
from cvm_lessons.practice.sets.c04.memo import EXAMPLE
from cvm_lessons.practice.sets.c04.pairs import KINDS, TURNED

SAT = "from cvm_lessons import satisfaction\n"


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


Q2_INDEX, Q2_SIGNS = f"index = {INDICES!r}\n", f"signs = {SIGNS!r}\n"
Q3_SCORES = (
    "g, t = q3.given, q3.given.promises.set_index('brochure')\nk = g.slopes\n"
    "def scores(anchor=k['anchor'], better=k['better'], worse=k['worse'], turn=1):\n"
    "    d = turn * (t['performance'] - t['expected'])\n"
    "    return g.base + anchor * t['expected'] + d.where(d > 0, 0) * better + d.where(d < 0, 0) * worse\n"
    "points = scores()\nbest = points.idxmax()\n"
)
Q4_RULES = (
    "t = q4.given.exhibitors.set_index('exhibitor')\ncontent = t['satisfied'] == 'yes'\n"
    "sign = (t['delivered'] > 0) == content\ngap = (t['delivered'] - t['expected'] >= 0) == content\n"
    "against = set(t.index[~sign])\nby_sign, by_gap = int(sum(sign)), int(sum(gap))\n"
)
Q6_PATHS = (
    "k = {(r.origin, r.target): r.coefficient for r in q6.given.paths.itertuples()}\n"
    "qv, qs = k['quality', 'value'], k['quality', 'satisfaction']\n"
    "vs, sl = k['value', 'satisfaction'], k['satisfaction', 'loyalty']\n"
    "through_value, total, quality_on_loyalty = qv * vs, qs + qv * vs, (qs + qv * vs) * sl\n"
)
Q8_INDEX = (
    "t, c = q8.given.questions, q8.given.counts\nw = t['weight'] / t['weight'].sum()\n"
    "index = ((t['mean'] - 1) / 9 * w).sum() * 100\n"
    "def top_of(k):\n    return c.loc[c['point'] > 10 - k, 'answers'].sum() / c['answers'].sum()\n"
    "top = top_of(2)\n"
)
Q9_GAPS = (
    "a = q9.given.answers\nR = ['reliability', 'assurance', 'tangibles', 'empathy', 'responsiveness']\n"
    "def mean(kind, name, items=(1, 2)):\n"
    "    return sum(a[f'{kind}_{name}_{i}'].mean() for i in items) / len(items)\n"
    "got = {name: mean('got', name) for name in R}\n"
    "gaps = {name: got[name] - mean('exp', name) for name in R}\n"
    "servqual, servperf = min(gaps, key=gaps.get), min(got, key=got.get)\n"
)
Q10_NOW = (
    "r, rate = q10.given.ratings, q10.given.rate\n"
    "def felt(part, rate=rate, start=None):\n"
    "    now = start\n"
    "    for rating in part.sort_values('year')['sat_overall']:\n"
    "        now = float(rating) if now is None else (1 - rate) * now + rate * rating\n"
    "    return now\n"
    "parts = dict(list(r.groupby('customer_id')))\n"
    "now = {name: felt(part) for name, part in parts.items()}\nhigher = max(now, key=now.get)\n"
)
Q11_KANO = SAT + (
    "g = q11.given\na, s = g.answers, g.service\n"
    "def code(row, turned=False):\n"
    "    pair = row[f'with_{s}'], row[f'without_{s}']\n"
    "    return satisfaction.kano_category(*(pair[::-1] if turned else pair))\n"
    "def codes(turned=False):\n    return a.apply(code, axis=1, turned=turned)\n"
    "def effects(codes, among='MOAI'):\n"
    "    n = sum(codes.isin(list(among)))\n"
    "    return sum(codes.isin(['A', 'O'])) / n, -sum(codes.isin(['O', 'M'])) / n\n"
    "def answer(kinds):\n"
    "    first = {r: kinds[a['role'] == r].value_counts().idxmax() for r in ('exhibitor', 'visitor')}\n"
    "    return first, *effects(kinds[a['role'] == 'exhibitor'])\n"
    "category, better, worse = answer(codes())\n"
)
Q12_AWAY = (
    "g = q12.given\nc = g.customers\nyes, away = c['sat_overall'] >= 8, c['stayed'] == 0\n"
    "satisfied_away = sum(yes & away) / sum(yes)\naway_satisfied = sum(yes & away) / sum(away)\n"
    "lost = sum(yes & away) * g.margin / 1000\n"
)
Q13_LISTS = (
    "from cvm_lessons import measurement\nr = q13.given.ratings\n"
    "A = ['visitors', 'sales', 'information', 'relationship', 'image', 'motivation', 'service', 'price']\n"
    "P = ['perf_' + name for name in A]\np = r[P].mean().set_axis(A)\n"
    "stated = r[['imp_' + name for name in A]].mean().set_axis(A)\n"
    "derived = measurement.derived_importance(r, 'sat_overall', P)['share'].set_axis(A)\n"
    "def corner(importance, weak, big):\n"
    "    return [n for n in A if (importance[n] >= importance.mean()) == big and (p[n] < p.mean()) == weak]\n"
    "said, moves = corner(stated, True, True), corner(derived, True, True)\n"
    "service_share = derived['service']\n"
)

ACCEPT = {
    "q1": {
        "dictionary": f"words = {SAID!r}",
        "series in capitals": f"import pandas as pd\nwords = pd.Series({SAID!r}).str.upper()",
    },
    "q2": {
        "dictionaries": Q2_INDEX + Q2_SIGNS,
        "minus sign": Q2_INDEX + f"signs = {SIGNS | {'satisfaction-complaints': '−'}!r}",
    },
    "q3": {
        "by side": Q3_SCORES,
        "by hand": "points = {'modest': 6.0, 'honest': 6.1, 'bold': 5.8}\nbest = 'Honest'",
    },
    "q4": {
        "rules": Q4_RULES,
        "by hand": "against = ['E7', 'E3', 'E2']\nby_sign, by_gap = 5, 7",
    },
    "q5": {
        "codes": f"kinds = {KINDS!r}",
        "words": "kinds = {'a': 'must-be', 'b': 'attractive', 'c': 'one-dimensional', 'd': 'indifferent',"
        " 'e': 'reverse', 'f': 'questionable', 'g': 'must-be', 'h': 'attractive'}",
    },
    "q6": {
        "products": Q6_PATHS,
        "by hand": "through_value, total, quality_on_loyalty = 0.24, 0.59, 0.295",
    },
    "q7": {
        "sums": "def nps(scores):\n    return 100 * sum((s >= 9) - (s <= 6) for s in scores) / len(scores)",
        "pandas": "import pandas as pd\ndef nps(scores):\n    s = pd.Series(scores)\n"
        "    return 100 * ((s > 8).mean() - (s < 7).mean())",
        "library": SAT + "import pandas as pd\ndef nps(scores):\n"
        "    return satisfaction.net_promoter_score(pd.DataFrame({'recommend': scores})).estimate",
    },
    "q8": {
        "shares": Q8_INDEX,
        "by hand": "index, top = 72.6, 0.30",
        "library": SAT + "g = q8.given\n"
        "index = satisfaction.rescale_0_100((g.questions['mean'] * g.questions['weight']).sum())\n"
        "a = g.counts.loc[g.counts.index.repeat(g.counts['answers'])]\n"
        "top = satisfaction.top_box(a, 'point').estimate",
    },
    "q9": {
        "means": Q9_GAPS,
        "library": SAT
        + "t = satisfaction.gap_scores(satisfaction.service_scores(q9.given.answers)).iloc[:-1]\n"
        "gaps = t['gap'].round(2)\nservqual = t['gap'].sort_values().index[0]\n"
        "servperf = t['performance'].sort_values().index[0]",
    },
    "q10": {
        "loop": Q10_NOW,
        "by hand": "now = {'Heron': 6.54, 'Tern': 7.46}\nhigher = 'Tern'",
    },
    "q11": {
        "pair by pair": Q11_KANO,
        "library": SAT
        + "g = q11.given\nk = satisfaction.kano_answers(g.answers, [g.service], keep=['role'])\n"
        "side = {role: part for role, part in k.groupby('role', observed=True)}\n"
        "category = {r: satisfaction.kano_table(part)['category'].iloc[0] for r, part in side.items()}\n"
        "better, worse = satisfaction.better_worse(side['exhibitor']).iloc[0][['better', 'worse']]",
    },
    "q12": {
        "counts": Q12_AWAY,
        "groups": "c = q12.given.customers\nc['yes'] = c['sat_overall'] > 7\n"
        "satisfied_away = 1 - c.groupby('yes')['stayed'].mean()[True]\n"
        "away_satisfied = c.groupby('stayed')['yes'].mean()[0]\n"
        "lost = len(c.query('yes and stayed == 0')) * q12.given.margin // 1000",
    },
    "q13": {
        "corners": Q13_LISTS,
        "library": SAT + "r = q13.given.ratings\nn = [c[5:] for c in r if c.startswith('perf_')]\n"
        "t = satisfaction.ipa_table(r, n, outcome='sat_overall')\n"
        "def mend(kind):\n"
        "    q = satisfaction.importance_performance(t, importance=kind)['quadrant']\n"
        "    return set(q.index[q == 'concentrate here'])\n"
        "said, moves, service_share = mend('stated'), mend('derived'), t.loc['service', 'derived']",
    },
    "q14": {
        "example": f"memo = {EXAMPLE!r}",
        "chinese": "memo = '''决定：提高家居展参展商的满意度，先兑现停车承诺，再做观众资格审核与供需对接，共用五万五千元；不降价，不建休息室。"
        "现状：满意度指数为七十三，最高两档占百分之三十。均值高于量表中点是常见现象，不能说明没有问题，还要看低分一端。"
        "原因：服务差距最大的是可靠性，绩效最低的是响应性。参展商口头上把价格列入清单，数据却把价格移出；观众质量与成交在两份清单上都有。"
        "必备需求：停车对观众是必备，对参展商是期望型，做好了得不到多少称赞，但不能出错。"
        "承诺：宣传册只写能做到的事，期望提高一分略微抬高评价，失望一分的损失是它的两倍。"
        "满意不等于忠诚：满意的参展商中三成七没有来下一届，没有来的人里近六成原本满意，因此目标是续展，指数只是中间一步。"
        "什么会改变决定：满意度对续展的影响和每个展位的毛利；两项都减半时只保留供需对接。"
        "检验：抽签让一半参展商参加，会后四周用同样的问题调查两组，对未答者抽样电话访问，比较指数、低分比例与续展率及其区间。'''",
    },
}
REJECT = {
    "q1": {
        "comparison": (
            swapped("words", SAID, {"disconfirmation": "satisfaction"}),
            "fail",
            "disconfirmation-for-satisfaction",
        ),
        "quality": (swapped("words", SAID, {"quality": "satisfaction"}), "fail", "quality-for-satisfaction"),
        "loyalty": (swapped("words", SAID, {"loyalty": "satisfaction"}), "fail", "loyalty-for-satisfaction"),
        "value": (swapped("words", SAID, {"value": "quality"}), "fail", "value-for-quality"),
        "own words": (f"words = {SAID | {'a': 'hope'}!r}", "fail", None),
        "still open": (f"words = {SAID!r}\nwords['c'] = ...", "not_attempted", None),
        **one_wrong("words", SAID, lambda key: "loyalty" if key != "e" else "value"),
    },
    "q2": {
        "image": (
            swapped("index", INDICES, {"ACSI": "ECSI", "ECSI": "ACSI"}, Q2_SIGNS),
            "fail",
            "image-in-acsi",
        ),
        "first": (
            swapped("index", INDICES, {"ACSI": "SCSB", "SCSB": "ACSI"}, Q2_SIGNS),
            "fail",
            "first-index-american",
        ),
        "complaints": (
            Q2_INDEX + f"signs = {SIGNS | {'satisfaction-complaints': '+'}!r}",
            "fail",
            "complaints-rise-with-satisfaction",
        ),
        "both ways": (
            Q2_INDEX + f"signs = {SIGNS | {'loyalty-satisfaction': '+'}!r}",
            "fail",
            "arrow-both-ways",
        ),
        **one_wrong("index", INDICES, lambda key: "CCSI" if key != "d" else "SCSB", Q2_SIGNS),
        **one_wrong(
            "signs",
            SIGNS,
            lambda key: "-" if key != "satisfaction-complaints" else "no path",
            Q2_INDEX,
        ),
        "half open": (Q2_INDEX + "signs = ...", "not_attempted", None),
    },
    "q3": {
        "one slope": (
            Q3_SCORES + "points = scores(worse=k['better'])\nbest = points.idxmax()",
            "fail",
            "losses-weigh-like-gains",
        ),
        "no anchor": (
            Q3_SCORES + "points = scores(anchor=0)\nbest = points.idxmax()",
            "fail",
            "contrast-only",
        ),
        "turned round": (
            Q3_SCORES + "points = scores(turn=-1)\nbest = points.idxmax()",
            "fail",
            "expectation-less-performance",
        ),
        "another brochure": (Q3_SCORES + "best = 'bold'", "fail", None),
        **{
            f"{name} alone": (Q3_SCORES + f"points['{name}'] += 1.7", "fail", None)
            for name in ("modest", "honest", "bold")
        },
        "a list": (Q3_SCORES + "points = list(points)", "fail", None),
    },
    "q4": {
        "dissatisfied only": (
            Q4_RULES + "against = t.index[~sign & ~content].tolist()",
            "fail",
            "only-the-dissatisfied",
        ),
        "satisfied only": (
            Q4_RULES + "against = t.index[~sign & content].tolist()",
            "fail",
            "only-the-satisfied",
        ),
        "the other rule": (Q4_RULES + "against = t.index[~gap].tolist()", "fail", "gap-for-sign"),
        "misses": (
            Q4_RULES + "by_sign, by_gap = sum(~sign), sum(~gap)",
            "fail",
            "misses-for-hits",
        ),
        "one too many": (Q4_RULES + "against |= {t.index[sign][0]}", "fail", None),
        "sign alone": (Q4_RULES + "by_sign += 1", "fail", None),
        "gap alone": (Q4_RULES + "by_gap -= 1", "fail", None),
        "a number": (Q4_RULES + "against = len(against)", "fail", None),
    },
    "q5": {
        "swapped": (f"kinds = {TURNED!r}", "fail", "sides-swapped"),
        "liked": (f"kinds = {KINDS | {'c': 'A', 'f': 'A'}!r}", "fail", "liked-means-attractive"),
        "missed": (f"kinds = {KINDS | {'a': 'O', 'g': 'O'}!r}", "fail", "missed-means-one-dimensional"),
        "no code": (f"kinds = {KINDS | {'a': 'basic'}!r}", "fail", None),
        **one_wrong("kinds", KINDS, lambda key: "I" if key != "d" else "M"),
    },
    "q6": {
        "direct": (
            Q6_PATHS + "total, quality_on_loyalty = qs, qs * sl",
            "fail",
            "direct-path-only",
        ),
        "added": (
            Q6_PATHS + "through_value = qv + vs\ntotal = qs + through_value\nquality_on_loyalty = total * sl",
            "fail",
            "paths-added",
        ),
        "stopped": (Q6_PATHS + "quality_on_loyalty = total", "fail", "stops-at-satisfaction"),
        "value alone": (Q6_PATHS + "through_value += 0.01", "fail", None),
        "total alone": (Q6_PATHS + "total += 0.01", "fail", None),
        "loyalty alone": (Q6_PATHS + "quality_on_loyalty += 0.01", "fail", None),
        "in percent": (Q6_PATHS + "through_value *= 100", "fail", None),
    },
    "q7": {
        "passives promote": (
            "def nps(s):\n    return 100 * (sum(x >= 7 for x in s) - sum(x <= 6 for x in s)) / len(s)",
            "fail",
            "passives-promote",
        ),
        "six": (
            "def nps(s):\n    return 100 * (sum(x >= 9 for x in s) - sum(x < 6 for x in s)) / len(s)",
            "fail",
            "six-is-passive",
        ),
        "no passives": (
            "def nps(s):\n    p, d = sum(x >= 9 for x in s), sum(x <= 6 for x in s)\n"
            "    return 100 * (p - d) / max(p + d, 1)",
            "fail",
            "passives-left-out",
        ),
        "share": (
            "def nps(s):\n    return (sum(x >= 9 for x in s) - sum(x <= 6 for x in s)) / len(s)",
            "fail",
            "share-for-points",
        ),
        "promoters": (
            "def nps(s):\n    return 100 * sum(x >= 9 for x in s) / len(s)",
            "fail",
            "promoters-only",
        ),
        "rounded": (
            "def nps(s):\n    return round(100 * sum((x >= 9) - (x <= 6) for x in s) / len(s))",
            "fail",
            None,
        ),
        "never negative": (
            "def nps(s):\n    return max(0, 100 * sum((x >= 9) - (x <= 6) for x in s) / len(s))",
            "fail",
            None,
        ),
        "off where somebody promotes": (
            "def nps(s):\n    return 100 * sum((x >= 9) - (x <= 6) for x in s) / len(s) + (max(s) > 8)",
            "fail",
            None,
        ),
        "off without promoters": (
            "def nps(s):\n    return 100 * sum((x >= 9) - (x <= 6) for x in s) / len(s) + (max(s) < 8)",
            "fail",
            None,
        ),
        "off where nobody detracts": (
            "def nps(s):\n    return 100 * sum((x >= 9) - (x <= 6) for x in s) / len(s) + (min(s) > 6)",
            "fail",
            None,
        ),
        "off where many detract": (
            "def nps(s):\n    d = sum(x <= 6 for x in s)\n"
            "    return 100 * (sum(x >= 9 for x in s) - d) / len(s) + (d == 2 and max(s) == 9)",
            "fail",
            None,
        ),
        "off where many promote": (
            "def nps(s):\n    p = sum(x >= 9 for x in s)\n"
            "    return 100 * (p - sum(x <= 6 for x in s)) / len(s) + (p == 3 and max(s) + min(s) == 15)",
            "fail",
            None,
        ),
        "ends with a fault": ("def nps(s):\n    return scores", "error", None),
        "untouched": ("def nps(scores):\n    ...", "not_attempted", None),
    },
    "q8": {
        "tenth of the scale": (
            Q8_INDEX + "index = (t['mean'] * w).sum() * 10",
            "fail",
            "ten-times-the-mean",
        ),
        "equal weights": (Q8_INDEX + "index = (t['mean'].mean() - 1) / 9 * 100", "fail", "equal-weights"),
        "three boxes": (Q8_INDEX + "top = top_of(3)", "fail", "three-points-for-two"),
        "one box": (Q8_INDEX + "top = top_of(1)", "fail", "highest-point-only"),
        "index alone": (Q8_INDEX + "index += 1", "fail", None),
        "top alone": (Q8_INDEX + "top += 0.1", "fail", None),
        "percent": (Q8_INDEX + "top *= 100", "fail", None),
        "mean of the scale": (Q8_INDEX + "index = (t['mean'] * w).sum()", "fail", None),
    },
    "q9": {
        "turned round": (
            Q9_GAPS + "gaps = {name: -gap for name, gap in gaps.items()}",
            "fail",
            "expectation-less-performance",
        ),
        "performance twice": (Q9_GAPS + "servqual = servperf", "fail", "lowest-performance-for-widest-gap"),
        "gap twice": (Q9_GAPS + "servperf = servqual", "fail", "widest-gap-for-lowest-performance"),
        "first question": (
            Q9_GAPS + "gaps = {name: mean('got', name, [1]) - mean('exp', name, [1]) for name in R}",
            "fail",
            "one-item-for-two",
        ),
        "best gap": (Q9_GAPS + "servqual = max(gaps, key=gaps.get)", "fail", None),
        "best performance": (Q9_GAPS + "servperf = max(gaps, key=gaps.get)", "fail", None),
        "gaps alone": (Q9_GAPS + "servqual, servperf = ..., ...", "not_attempted", None),
        **{
            f"gap of {name}": (Q9_GAPS + f"gaps['{name}'] -= 0.1", "fail", None)
            for name in ("reliability", "assurance", "tangibles", "empathy", "responsiveness")
        },
    },
    "q10": {
        "means": (
            Q10_NOW + "now = {name: part['sat_overall'].mean() for name, part in parts.items()}",
            "fail",
            "mean-of-all-encounters",
        ),
        "last": (
            Q10_NOW + "now = r.groupby('customer_id')['sat_overall'].last()",
            "fail",
            "last-encounter-only",
        ),
        "weights swapped": (
            Q10_NOW + "now = {name: felt(part, 1 - rate) for name, part in parts.items()}",
            "fail",
            "weights-of-past-and-present-swapped",
        ),
        "from zero": (
            Q10_NOW + "now = {name: felt(part, start=0.0) for name, part in parts.items()}",
            "fail",
            "starts-at-nothing",
        ),
        "the other": (Q10_NOW + "higher = min(now, key=now.get)", "fail", None),
        "Heron alone": (Q10_NOW + "now['Heron'] += 0.1", "fail", None),
        "Tern alone": (Q10_NOW + "now['Tern'] += 0.1", "fail", None),
    },
    "q11": {
        "together": (
            Q11_KANO + "k = codes()\ncategory = dict.fromkeys(category, k.value_counts().idxmax())\n"
            "better, worse = effects(k)",
            "fail",
            "everybody-together",
        ),
        "all six": (
            Q11_KANO + "better, worse = effects(codes()[a['role'] == 'exhibitor'], 'MOAIRQ')",
            "fail",
            "all-six-in-the-denominator",
        ),
        "swapped": (
            Q11_KANO + "category, better, worse = answer(codes(turned=True))",
            "fail",
            "sides-swapped",
        ),
        "positive": (Q11_KANO + "worse = -worse", "fail", "worse-without-its-sign"),
        "exhibitor alone": (Q11_KANO + "category['exhibitor'] = 'R'", "fail", None),
        "visitor alone": (Q11_KANO + "category['visitor'] = 'Q'", "fail", None),
        "better alone": (Q11_KANO + "better += 0.1", "fail", None),
        "worse alone": (Q11_KANO + "worse -= 0.1", "fail", None),
    },
    "q12": {
        "swapped": (
            Q12_AWAY + "satisfied_away, away_satisfied = away_satisfied, satisfied_away",
            "fail",
            "shares-swapped",
        ),
        "of all": (
            Q12_AWAY + "satisfied_away = away_satisfied = (yes & away).mean()",
            "fail",
            "share-of-all",
        ),
        "dissatisfied": (
            Q12_AWAY + "lost = sum(~yes & away) * g.margin / 1000",
            "fail",
            "only-the-dissatisfied-leave",
        ),
        "everybody": (Q12_AWAY + "lost = sum(away) * g.margin / 1000", "fail", "all-who-stayed-away"),
        "in yuan": (Q12_AWAY + "lost *= 1000", "fail", None),
        "first alone": (Q12_AWAY + "satisfied_away += 0.1", "fail", None),
        "second alone": (Q12_AWAY + "away_satisfied -= 0.1", "fail", None),
        "money alone": (Q12_AWAY + "lost += 30", "fail", None),
        "nine and more": (
            Q12_AWAY + "yes = c['sat_overall'] > 8\nsatisfied_away = sum(yes & away) / sum(yes) + 0.1",
            "fail",
            None,
        ),
    },
    "q13": {
        "opposite corner": (
            Q13_LISTS + "said, moves = corner(stated, False, False), corner(derived, False, False)",
            "fail",
            "overkill-for-concentrate",
        ),
        "weak": (
            Q13_LISTS + "said = [n for n in A if p[n] < p.mean()]\nmoves = said",
            "fail",
            "importance-ignored",
        ),
        "important": (
            Q13_LISTS + "said = [n for n in A if stated[n] >= stated.mean()]\n"
            "moves = [n for n in A if derived[n] >= derived.mean()]",
            "fail",
            "performance-ignored",
        ),
        "midpoint": (
            Q13_LISTS + "said = [n for n in A if p[n] < 5.5 <= stated[n]]",
            "fail",
            "midpoint-for-mean",
        ),
        "one too many said": (Q13_LISTS + "said = [*said, 'motivation']", "fail", None),
        "one too many moves": (Q13_LISTS + "moves = [*moves, 'information']", "fail", None),
        "one too few": (Q13_LISTS + "said = said[:-1] or ['image']", "fail", None),
        "share alone": (Q13_LISTS + "service_share += 0.1", "fail", None),
        "no attribute": (Q13_LISTS + "moves = ['food']", "fail", None),
    },
    "q14": {
        "a sentence": ("memo = 'We should satisfy our exhibitors.'", "not_attempted", None),
        "filled up": ("memo = 'satisfaction ' * 400", "not_attempted", None),
        "a number": ("memo = 72.6", "not_attempted", None),
        "untouched": ("memo = ...", "not_attempted", None),
    },
}
