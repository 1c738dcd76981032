"""Right and wrong answers to the exercises of chapter c05."""

from cvm_lessons.practice.sets.c05.causes import CAUSES, COSTS, WAYS
from cvm_lessons.practice.sets.c05.memo import EXAMPLE
from cvm_lessons.practice.sets.c05.plan import EXAMPLE as PLAN
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


def off(code, name, keys, by):
    """Return wrong answers, each with one entry of a dictionary a little off."""
    return {f"{name} {key} off": (f"{code}{name}[{key!r}] += {by}", "fail", None) for key in keys}


Q2_CAUSES, Q2_WAYS, Q2_COSTS = f"causes = {CAUSES!r}\n", f"ways = {WAYS!r}\n", f"costs = {COSTS!r}\n"
Q3_RATIOS = (
    "t = q3.given.relations.set_index('exhibitor')\n"
    "own, other = t['own_outcome'] / t['own_input'], t['other_outcome'] / t['other_input']\n"
    "r = own / other\nw = t.loc[r.idxmin()]\n"
    "too_little = list(r.index[r < 0.9])\nfee_cut = w['own_input'] * (1 - r.min())\n"
)
Q4_GAPS = (
    "t = q4.given.groups.set_index(['kind', 'friend'])\n"
    "n, m = t['exhibitors'], t['trust']\n"
    "def pooled(who):\n"
    "    return sum(n[k, who] * m[k, who] for k in KINDS) / sum(n[k, who] for k in KINDS)\n"
    "KINDS = ['sociable', 'reserved']\n"
    "gap = {k: m[k, 'yes'] - m[k, 'no'] for k in KINDS}\n"
    "size = {k: n[k, 'yes'] + n[k, 'no'] for k in KINDS}\n"
    "raw = pooled('yes') - pooled('no')\n"
    "within = sum(gap[k] * size[k] for k in KINDS) / sum(size.values())\n"
    "explained = (raw - within) / raw\n"
)
Q6_COSTS = (
    "a, s = q6.given.account['thousand_yuan'].tolist(), q6.given.saving\n"
    "costs = {'procedural': a[0] + a[1], 'financial': a[2] + a[3], 'relational': a[4]}\n"
    "years = sum(a[:5]) / s\nwalls = sum(a[:4]) / sum(a[:5])\n"
)
Q7_SCALES = (
    "g = q7.given\nimport numpy as np\n"
    "def alpha_of(t):\n"
    "    k = t.shape[1]\n    return k / (k - 1) * (1 - t.var().sum() / t.sum(axis=1).var())\n"
    "alpha = {name: alpha_of(g.answers[items]) for name, items in g.model.items()}\n"
    "fit = measurement.ConfirmatoryFactorAnalysis(g.model, standardize_latent=True).fit(g.answers)\n"
    "L = {name: fit.standardized_loadings_.loc[items, name] for name, items in g.model.items()}\n"
    "cr = {name: x.sum() ** 2 / (x.sum() ** 2 + (1 - x ** 2).sum()) for name, x in L.items()}\n"
    "ave = {name: (x ** 2).mean() for name, x in L.items()}\n"
    "r = fit.factor_correlations_.loc['benevolence', 'credibility']\n"
    "shared = r ** 2\nlow = min(ave['credibility'], ave['benevolence'])\n"
    "distinct = 'yes' if shared < low else 'no'\n"
    "c = g.answers.corr()\na, b = g.model['credibility'], g.model['benevolence']\n"
    "def inner(x):\n    return (c.loc[x, x].to_numpy().sum() - 3) / 6\n"
    "between = c.loc[a, b].to_numpy().mean()\n"
    "ratio = between / (inner(a) * inner(b)) ** 0.5\n"
)
Q8_LADDER = (
    "g = q8.given\nC = g.model['credibility']\n"
    "own = g.answers[C].mean(axis=1).groupby(g.answers['country_group']).mean()\n"
    "naive = own['other Asia'] - own['mainland China']\n"
    "def gap(free=()):\n"
    "    m = measurement.MeasurementInvariance(\n"
    "        g.model, group='country_group', levels=['scalar'], free_intercepts=free\n"
    "    ).fit(g.answers)\n"
    "    t = m.latent_means()\n    return t.loc[t['factor'] == 'credibility', 'estimate'].item()\n"
    "rung, item = 'scalar', 'trust_credibility_2'\nfair = gap([item])\n"
)
Q9_SLOPES = (
    "import numpy as np\ng = q9.given\nd, O = g.scores, ['leave', 'advocacy', 'voice']\n"
    "K = ['commit_affective', 'commit_continuance', 'commit_normative']\n"
    "X = np.column_stack([np.ones(len(d)), d[K]])\n"
    "b = {o: np.linalg.lstsq(X, d[o], rcond=None)[0] for o in O}\n"
    "affective, continuance = {o: b[o][1] for o in O}, {o: b[o][2] for o in O}\n"
    "def change_by(up, down):\n    return {o: up * continuance[o] + down * affective[o] for o in O}\n"
    "u, v = g.clause['continuance'], g.clause['affective']\nchange = change_by(u, v)\n"
)
Q10_SHARES = (
    "d = q10.given.scores\n"
    "def share(*causes):\n    return measurement.fit_linear(d, 'satisfaction', causes).r_squared\n"
    "before = share('performance', 'disconfirmation')\n"
    "after = share('performance', 'disconfirmation', 'positive', 'negative')\n"
    "added = after - before\npartial = added / (1 - before)\n"
)
Q11_WAYS = (
    "import numpy as np\nd = q11.given.scores\n"
    "def ways(t):\n"
    "    s = np.cov(t.to_numpy().T)\n"
    "    a = s[0, 1] / s[0, 0]\n"
    "    e, f = np.linalg.solve(s[:2, :2], s[:2, 2])\n"
    "    c, b1, b2 = np.linalg.solve(s[:3, :3], s[:3, 3])\n"
    "    return a, e, f, c, b1, b2, s[0, 3] / s[0, 0]\n"
    "d = d[['satisfaction', 'trust', 'commit_affective', 'loyalty']]\n"
    "a, e, f, direct, b1, b2, total = ways(d)\n"
    "long_way, share = a * f * b2, 1 - direct / total\n"
    "def ends(way):\n"
    "    rng = np.random.default_rng(5)\n"
    "    draws = [way(*ways(d.sample(frac=1, replace=True, random_state=rng))) for _ in range(600)]\n"
    "    return np.quantile(draws, [0.025, 0.975])\n"
    "low, high = ends(lambda a, e, f, c, b1, b2, t: a * f * b2)\n"
)
Q12_GROUPS = (
    "d = q12.given.scores\nX = ['satisfaction', 'trust', 'commit_affective']\n"
    "G = ['occasional', 'relational']\n"
    "def of(t, causes=X):\n"
    "    b = measurement.fit_linear(t, 'loyalty', causes).coefficients[causes]\n"
    "    return b * d[causes].std() / d['loyalty'].std()\n"
    "part = {k: d[d['relationship'] == k] for k in G}\n"
    "def tell(e):\n"
    "    one = {k: e[k]['satisfaction'] for k in G}\n"
    "    two = {k: e[k]['commit_affective'] for k in G}\n"
    "    return one, two, {k: max(X, key=lambda x: e[k][x]) for k in G}\n"
    "each = {k: of(part[k]) for k in G}\nsatisfaction, commitment, leads = tell(each)\n"
)
Q5_PATHS = (
    "k = {(r.origin, r.target): r.coefficient for r in q5.given.paths.itertuples()}\n"
    "st, tc = k['satisfaction', 'trust'], k['trust', 'commitment']\n"
    "sc, cl, tl = k['satisfaction', 'commitment'], k['commitment', 'leaving'], k['trust', 'leaving']\n"
    "through_trust, total, leaving = st * tc, sc + st * tc, (sc + st * tc) * cl + st * tl\n"
)
Q13_WAYS = (
    "d = q13.given.scores\nY = ['satisfaction', 'trust', 'commit_affective']\n"
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
        "by hand": Q4_GAPS,
        "rounded": Q4_GAPS + "raw, within, explained = (round(x, 2) for x in (raw, within, explained))",
    },
    "q5": {
        "by hand": Q5_PATHS,
        "rounded": Q5_PATHS
        + "through_trust, total, leaving = (round(x, 4) for x in (st * tc, total, leaving))",
    },
    "q6": {
        "by hand": Q6_COSTS,
        "rounded": Q6_COSTS + "years, walls = round(years, 1), round(walls, 2)",
    },
    "q7": {
        "by hand": Q7_SCALES,
        "rounded": Q7_SCALES
        + "alpha, cr, ave = ({k: round(v, 2) for k, v in x.items()} for x in (alpha, cr, ave))\n"
        "shared, ratio = round(shared, 2), round(ratio, 2)",
    },
    "q8": {
        "one rung fitted": Q8_LADDER,
        "rounded": Q8_LADDER + "naive, fair, rung = round(naive, 2), round(fair, 2), 'Scalar'",
    },
    "q9": {
        "least squares": Q9_SLOPES,
        "rounded": Q9_SLOPES + "continuance, affective, change = (\n"
        "    {k: round(v, 2) for k, v in x.items()} for x in (continuance, affective, change)\n)",
    },
    "q10": {
        "two regressions": Q10_SHARES,
        "rounded": Q10_SHARES
        + "before, added, partial = round(before, 3), round(added, 3), round(partial, 2)",
    },
    "q11": {
        "bootstrap by hand": Q11_WAYS,
        "by the room, percentile and rounded": "w = measurement.mediate_in_series(\n"
        "    q11.given.scores, 'satisfaction', ['trust', 'commit_affective'], 'loyalty', n_boot=2000, rng=3\n"
        ")\ni, t = w.indirect.loc['trust → commit_affective'], w.to_frame()['estimate']\n"
        "long_way, low, high = round(i['estimate'], 3), round(i['low'], 2), round(i['high'], 2)\n"
        "direct = round(t['direct'], 3)\nshare = t['indirect: all'] / t['total']",
    },
    "q12": {
        "group by group": Q12_GROUPS,
        "rounded": Q12_GROUPS
        + "satisfaction, commitment = ({k: round(v, 2) for k, v in x.items()} for x in (satisfaction, commitment))",
    },
    "q13": {
        "by hand": Q13_WAYS,
        "rounded": Q13_WAYS + "raw, within = ({y: round(x[y], 2) for y in Y} for x in (raw, within))\n"
        "kept = round(kept, 2)",
    },
    "q14": {
        "example": f"plan = {PLAN!r}",
        "chinese": "plan = '''对象：六个展会的参展商，先从偶尔参展者开始，因为一次失信几乎就是他们对我们的全部了解。其他亚洲国家的可靠性差距在放开一道读法不同的题之后由零点三七降到零点一五，不单设项目。"
        "现状：善意这一维度最弱；可靠与善意两个维度测量都可信，但难以区分，因此合并报告。前因：沟通、共同价值观，尤其是不投机。"
        "措施，共九万五千元：公布经审计的观众数六万元，属于可以核实的沟通；销售人员按续展而不是按售出面积计酬三万五千元，消除夸大的动机。不先买每元效果最好的月刊，因为买了它就付不起审计。"
        "个人与企业：每家参展商有两名联系人，可当场解决两千元以内的投诉；热情服务、展会之间保持联系、帮助解决困难、寻找共同兴趣，建立对个人的信任，制度使信任留在企业；不送礼。"
        "局限：提升幅度是估计，斜率只是相关，信任恢复缓慢，也没有证明信任会带来续展。检验：抽签让三个展会先行一年，会后一个月用同样的十个问题测量，并比较直言、上报的问题与续展及其区间；若提升不到计划的一半，停止计酬方案。'''",
    },
    "q15": {
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
        "raw stays": (Q4_GAPS + "within, explained = raw, 0.0", "fail", "raw-gap-is-the-effect"),
        "alike": (
            Q4_GAPS + "within = sum(gap.values()) / 2\nexplained = 1 - within / raw",
            "fail",
            "gaps-weighted-alike",
        ),
        "means": (
            Q4_GAPS + "raw = sum(gap.values()) / 2\nexplained = 1 - within / raw",
            "fail",
            "means-of-means",
        ),
        "kept": (Q4_GAPS + "explained = 1 - explained", "fail", "kept-for-explained"),
        "raw off": (Q4_GAPS + "raw = raw + 0.02", "fail", None),
        "within off": (Q4_GAPS + "within = within + 0.02", "fail", None),
        "explained off": (Q4_GAPS + "explained = explained + 0.02", "fail", None),
        "two of three": (Q4_GAPS + "del explained", "not_attempted", None),
    },
    "q5": {
        "direct only": (Q5_PATHS + "total, leaving = sc, sc * cl", "fail", "direct-path-only"),
        "added": (Q5_PATHS + "through_trust, total = st + tc, sc + st + tc", "fail", "paths-added"),
        "one way short": (Q5_PATHS + "leaving = total * cl", "fail", "short-way-forgotten"),
        "no sign": (Q5_PATHS + "leaving = -leaving", "fail", "sign-lost"),
        "through off": (Q5_PATHS + "through_trust = through_trust + 0.002", "fail", None),
        "total off": (Q5_PATHS + "total = total + 0.002", "fail", None),
        "leaving off": (Q5_PATHS + "leaving = leaving + 0.002", "fail", None),
        "one missing": (Q5_PATHS + "del leaving", "not_attempted", None),
    },
    "q6": {
        "sunk": (
            Q6_COSTS + "costs['financial'] += a[5]\nt = sum(costs.values())\n"
            "years, walls = t / s, 1 - a[4] / t",
            "fail",
            "sunk-is-switching",
        ),
        "risk": (
            Q6_COSTS + "costs['procedural'], costs['relational'] = a[0], a[1] + a[4]\n"
            "walls = 1 - (a[1] + a[4]) / sum(a[:5])",
            "fail",
            "risk-is-relational",
        ),
        "money": (Q6_COSTS + "years = (a[2] + a[3]) / s", "fail", "money-alone-holds"),
        "no ties": (Q6_COSTS + "years, walls = sum(a[:4]) / s, 1.0", "fail", "ties-cost-nothing"),
        **off(Q6_COSTS, "costs", ("procedural", "financial", "relational"), 2),
        "years off": (Q6_COSTS + "years = years + 0.3", "fail", None),
        "walls off": (Q6_COSTS + "walls = walls - 0.02", "fail", None),
        "costs only": (Q6_COSTS + "del years, walls", "not_attempted", None),
    },
    "q7": {
        "not squared": (
            Q7_SCALES + "ave = {name: x.mean() for name, x in L.items()}",
            "fail",
            "loadings-not-squared",
        ),
        "correlation": (
            Q7_SCALES + "shared, distinct = r, 'yes' if r < low else 'no'",
            "fail",
            "correlation-not-squared",
        ),
        "scores": (
            Q7_SCALES + "shared = g.answers[a].mean(axis=1).corr(g.answers[b].mean(axis=1)) ** 2\n"
            "distinct = 'yes' if shared < low else 'no'",
            "fail",
            "scores-for-factors",
        ),
        "between": (Q7_SCALES + "ratio = between", "fail", "between-alone"),
        **off(Q7_SCALES, "alpha", ("credibility", "benevolence", "affective"), 0.02),
        **off(Q7_SCALES, "cr", ("credibility", "benevolence", "affective"), 0.02),
        **off(Q7_SCALES, "ave", ("credibility", "benevolence", "affective"), 0.02),
        "shared off": (Q7_SCALES + "shared = shared - 0.02", "fail", None),
        "ratio off": (Q7_SCALES + "ratio = ratio - 0.02", "fail", None),
        "verdict": (Q7_SCALES + "distinct = {'yes': 'no', 'no': 'yes'}[distinct]", "fail", None),
        "no ratio": (Q7_SCALES + "del ratio", "not_attempted", None),
    },
    "q8": {
        "fits": (Q8_LADDER + "rung = 'none'", "fail", "good-fit-is-enough"),
        "loadings": (Q8_LADDER + "rung = 'metric'", "fail", "metric-for-scalar"),
        "naive": (Q8_LADDER + "fair = naive", "fail", "naive-is-fair"),
        "held": (Q8_LADDER + "fair = gap()", "fail", "equal-at-any-price"),
        "turned": (Q8_LADDER + "naive, fair = -naive, -fair", "fail", "gap-turned"),
        "another question": (Q8_LADDER + "item = 'trust_ability_2'", "fail", None),
        "no such question": (Q8_LADDER + "item = 'credibility'", "fail", None),
        "naive off": (Q8_LADDER + "naive = naive - 0.03", "fail", None),
        "fair off": (Q8_LADDER + "fair = fair + 0.03", "fail", None),
        "no gap": (Q8_LADDER + "del fair", "not_attempted", None),
    },
    "q9": {
        "index": (
            Q9_SLOPES + "i = d[K].mean(axis=1)\n"
            "continuance = affective = {o: d[o].cov(i) / i.var() / 3 for o in O}\nchange = change_by(u, v)",
            "fail",
            "one-index-for-three",
        ),
        "alone": (
            Q9_SLOPES + "continuance = {o: d[o].cov(d[K[1]]) / d[K[1]].var() for o in O}\n"
            "affective = {o: d[o].cov(d[K[0]]) / d[K[0]].var() for o in O}\nchange = change_by(u, v)",
            "fail",
            "one-kind-at-a-time",
        ),
        "standardised": (
            Q9_SLOPES + "continuance = {o: continuance[o] * d[K[1]].std() / d[o].std() for o in O}\n"
            "affective = {o: affective[o] * d[K[0]].std() / d[o].std() for o in O}\nchange = change_by(u, v)",
            "fail",
            "standardised-for-points",
        ),
        "no affection": (Q9_SLOPES + "change = change_by(u, 0)", "fail", "affection-untouched"),
        **off(Q9_SLOPES, "continuance", ("leave", "advocacy", "voice"), 0.02),
        **off(Q9_SLOPES, "affective", ("leave", "advocacy", "voice"), 0.02),
        **off(Q9_SLOPES, "change", ("leave", "advocacy", "voice"), 0.02),
        "no change": (Q9_SLOPES + "del change", "not_attempted", None),
    },
    "q10": {
        "alone": (
            Q10_SHARES + "added = share('positive', 'negative')\npartial = added / (1 - before)",
            "fail",
            "emotions-alone",
        ),
        "no performance": (
            Q10_SHARES + "before = share('disconfirmation')\n"
            "added = share('disconfirmation', 'positive', 'negative') - before\n"
            "partial = added / (1 - before)",
            "fail",
            "performance-left-out",
        ),
        "whole": (Q10_SHARES + "added, partial = after, after / (1 - before)", "fail", "whole-for-added"),
        "over known": (Q10_SHARES + "partial = added / before", "fail", "over-the-explained"),
        "before off": (Q10_SHARES + "before = before + 0.002", "fail", None),
        "added off": (Q10_SHARES + "added = added + 0.002", "fail", None),
        "partial off": (Q10_SHARES + "partial = partial - 0.1", "fail", None),
        "no share": (Q10_SHARES + "del partial", "not_attempted", None),
    },
    "q11": {
        "short": (
            Q11_WAYS + "long_way = a * b1\nlow, high = ends(lambda a, e, f, c, b1, b2, t: a * b1)",
            "fail",
            "stops-at-trust",
        ),
        "all": (
            Q11_WAYS + "long_way = total - direct\nlow, high = ends(lambda a, e, f, c, b1, b2, t: t - c)",
            "fail",
            "all-ways-for-one",
        ),
        "simple": (
            Q11_WAYS + "s = d.cov().to_numpy()\n"
            "long_way = s[0, 1] / s[0, 0] * s[1, 2] / s[1, 1] * s[2, 3] / s[2, 2]",
            "fail",
            "simple-slopes-multiplied",
        ),
        "rest": (Q11_WAYS + "direct, share = total - long_way, long_way / total", "fail", "one-way-is-all"),
        "long off": (Q11_WAYS + "long_way = long_way + 0.003", "fail", None),
        "direct off": (Q11_WAYS + "direct = direct + 0.003", "fail", None),
        "share off": (Q11_WAYS + "share = share + 0.02", "fail", None),
        "low off": (Q11_WAYS + "low = low - 0.03", "fail", None),
        "high off": (Q11_WAYS + "high = high + 0.03", "fail", None),
        "no interval": (Q11_WAYS + "del low, high", "not_attempted", None),
    },
    "q12": {
        "pooled": (
            Q12_GROUPS + "all_ = of(d)\nsatisfaction, commitment, leads = tell({k: all_ for k in G})",
            "fail",
            "one-model-for-all",
        ),
        "swapped": (
            Q12_GROUPS + "satisfaction, commitment, leads = tell({k: each[o] for k, o in zip(G, G[::-1])})",
            "fail",
            "groups-swapped",
        ),
        "alone": (
            Q12_GROUPS + "one = {k: {x: of(part[k], [x])[x] for x in X} for k in G}\n"
            "satisfaction, commitment, leads = tell(one)",
            "fail",
            "one-cause-at-a-time",
        ),
        **off(Q12_GROUPS, "satisfaction", ("occasional", "relational"), 0.03),
        **off(Q12_GROUPS, "commitment", ("occasional", "relational"), 0.03),
        "first lead": (Q12_GROUPS + "leads = leads | {'occasional': 'trust'}", "fail", None),
        "second lead": (Q12_GROUPS + "leads = leads | {'relational': 'trust'}", "fail", None),
        "no lead": (Q12_GROUPS + "del leads", "not_attempted", None),
    },
    "q13": {
        "raw for both": (Q13_WAYS + "within, kept = raw, 1.0", "fail", "association-for-effect"),
        "swapped": (Q13_WAYS + "raw, within, kept = within, raw, 1 / kept", "fail", "methods-swapped"),
        "lost": (Q13_WAYS + "kept = 1 - kept", "fail", "lost-for-kept"),
        "kept off": (Q13_WAYS + "kept = kept + 0.03", "fail", None),
        **{
            f"{name} {key} off": (Q13_WAYS + f"{name}['{key}'] += 0.02", "fail", None)
            for name in ("raw", "within")
            for key in ("satisfaction", "trust", "commit_affective")
        },
        "no share": (Q13_WAYS + "del kept", "not_attempted", None),
    },
    "q14": {
        "a sentence": ("plan = 'We should be honest with our exhibitors.'", "not_attempted", None),
        "filled up": ("plan = 'audit ' * 400", "not_attempted", None),
        "a number": ("plan = 95_000", "not_attempted", None),
        "untouched": ("plan = ...", "not_attempted", None),
    },
    "q15": {
        "a sentence": ("memo = 'We should trust our exhibitors.'", "not_attempted", None),
        "filled up": ("memo = 'trust ' * 400", "not_attempted", None),
        "a number": ("memo = 0.42", "not_attempted", None),
        "untouched": ("memo = ...", "not_attempted", None),
    },
}
