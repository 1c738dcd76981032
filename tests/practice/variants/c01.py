"""Right and wrong answers to the exercises of chapter c01."""

from cvm_lessons.practice.sets.c01.items import LEVELS
from cvm_lessons.practice.sets.c01.memo import EXAMPLE
from cvm_lessons.practice.sets.c01.names import CUSTOMERS, HEARD, SAID, SHOWN
from cvm_lessons.practice.sets.c01.poles import KINDS, OTHER, SUITS
from cvm_lessons.practice.sets.c01.steps import CASES, Q10

REL = "from cvm_lessons import relationship\n"


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


def one_moved(name, keys, by, before):
    """Return wrong answers, each with one entry of a dictionary moved by a little."""
    return {
        f"{name} {key} moved": (f"{before}{name} = dict({name})\n{name}['{key}'] += {by}", "fail", None)
        for key in keys
    }


def one_said(name, keys, swap, before):
    """Return wrong answers, each with one entry of a dictionary of words replaced by the other word."""
    return {
        f"{name} {key} turned": (
            f"{before}{name} = dict({name})\n{name}['{key}'] = {swap!r}[{name}['{key}']]",
            "fail",
            None,
        )
        for key in keys
    }


Q1_SHOWS, Q1_CUSTOMER, Q1_ROLE = (
    "shows = ['A', 'D']\n",
    f"customer = {CUSTOMERS!r}\n",
    f"role = {SAID!r}\n",
)
Q2_LACKING, Q2_SHOWN = f"lacking = {HEARD!r}\n", f"shows_in = {SHOWN!r}\n"
Q2_LIST = "list_by = 'workbook'\n"
Q3_TABLE = (
    "g, t = q3.given, q3.given.exhibitors\nold, new = t.iloc[0], t.iloc[1]\n"
    "m = [r['count'] * r['revenue'] for r in (old, new)]\n"
    "said = [m[0] > m[1], old['cost_to_serve'] < new['cost_to_serve'],\n"
    "    old['cost_to_serve'] * new['revenue'] < new['cost_to_serve'] * old['revenue'],\n"
    "    g.margin_rate * new['revenue'] - new['cost_to_serve'] > g.won_for, old['come_next'] > new['come_next']]\n"
    "holds = {k: ['no', 'yes'][int(v)] for k, v in zip('abcde', said)}\n"
    "known_share, replace = m[0] / sum(m), old['count'] * (1 - old['come_next']) * g.won_for\n"
)
Q5_ITEMS = (
    f"levels = {LEVELS!r}\n"
    "I = ['i1', 'i2', 'i3', 'i4', 'i5']\na = q5.given.answers\nbest, weak = a.nlargest(3, 'mark'), a.nsmallest(3, 'mark')\n"
    "difficulty = {i: a[i].sum() / 12 for i in I}\n"
    "discrimination = {i: (best[i].sum() - weak[i].sum()) / 3 for i in I}\n"
    "revise = [i for i in I if discrimination[i] < 0.2]\n"
)
Q6_FACTS = (
    "n = q6.given.show['number']\narea = 9 * n['stands_9_m2'] + 24 * n['stands_24_m2'] + 72 * n['stands_72_m2']\n"
    "visitors = n['trade_visitors'] + n['public_visitors']\ntrade_share = n['trade_visitors'] / visitors\n"
    "abroad, other, home = (n['exhibitors_' + w] for w in ('from_abroad', 'of_other_provinces', 'of_the_province'))\n"
    "outside_share = (abroad + other) / (abroad + other + home)\n"
    "def kinds(area, outside, foreign):\n"
    "    return {\n"
    "        'audience': 'trade' if trade_share >= 0.8 else 'consumer' if trade_share <= 0.2 else 'mixed',\n"
    "        'scope': 'specialised' if n['sectors'] == 1 else 'general',\n"
    "        'scale': 'small' if area < 10_000 else 'medium' if area < 50_000 else 'large',\n"
    "        'reach': 'international' if foreign >= 0.1 else 'national' if outside >= 0.3 else 'local',\n"
    "        'frequency': {6: 'more than yearly', 12: 'yearly', 24: 'less than yearly'}[n['every_months']],\n"
    "    }\n"
    "foreign = abroad / (abroad + other + home)\ntypes = kinds(area, outside_share, foreign)\n"
)
Q7_LOTS = REL + (
    "s = q7.given.shows\n"
    "def apart(lot):\n"
    "    t = relationship.sides_by_lot(s, lot)\n"
    "    return t['variety'].iloc[-1] - t['variety'].iloc[0], t['visitors'].iloc[-1] - t['visitors'].iloc[0]\n"
    "v, w = apart('promo_exhibitors')\nelasticity = w / v\n"
    "as_they_are = relationship.CrossSideEffects('pooled').fit(s).visitors_.coefficients['variety']\n"
)
Q8_HALL = (
    "g, t = q8.given, q8.given.groups\ns = t.loc['small']\nfee = g.price * s['area_m2']\n"
    "budget = s['exhibitors'] * (s['cost_to_serve'] - fee)\n"
    "def rest(weight, power=g.elasticity):\n"
    "    v = t['exhibitors'] * weight\n    return g.visitors * ((v.sum() - v['small']) / v.sum()) ** power\n"
    "def money(visitors):\n"
    "    lost = g.ticket * (g.visitors - visitors)\n"
    "    return visitors, budget - lost, fee + lost / s['exhibitors']\n"
    "visitors, gain, pays_from = money(rest(t['weight']))\n"
)
Q9_TIERS = (
    "g = q9.given\nr = g.letter.groupby(['tier', 'treated'], observed=True)['responded'].mean().unstack()\n"
    "effects = (100 * (r[1] - r[0])).to_dict()\npassed = ['service', 'profit']\nk = g.terms\n"
    "e, b = r.loc['platinum', 1] - r.loc['platinum', 0], r.loc['platinum', 1]\n"
    "def worth(e, b):\n    return k['margin'] * (e - k['given_away'] * b) - k['contact']\n"
    "gain = worth(e, b)\n"
)
Q10_STAGE = (
    "def stage(spend, rise=0.1, missed=1, trial=None, steady_first=False, gap=False):\n"
    "    came = [s > 0 for s in spend]\n"
    "    if not any(came):\n        return 'awareness'\n"
    "    if not any(came[-missed:]):\n        return 'dissolution'\n"
    "    if (len(came) if trial == 'invited' else sum(came)) < 3:\n        return 'exploration'\n"
    "    row = gap or sum(came[-3:]) == 3\n"
    "    if steady_first and row:\n        return 'commitment'\n"
    "    if came[-2] and spend[-1] * 100 >= spend[-2] * (100 + round(100 * rise)):\n        return 'expansion'\n"
    "    return 'commitment' if row else 'exploration'\n"
)
Q11_LOG = (
    "c = q11.given.contacts\nc['phase'] = c['phase'].astype(str)\nR = ['replied', 'meeting', 'offer requested']\n"
    "def shares(rows, replies=R):\n    return rows['outcome'].isin(replies).groupby(rows['phase']).mean().to_dict()\n"
    "out = c[c['direction'] == 'outbound']\nanswered = shares(out)\n"
    "like_with_like = shares(out[(out['channel'] == 'phone') & out['took_part']])\n"
    "cost_after = c.groupby('phase')['cost'].sum()['after'] / c['cost'].sum()\n"
)
Q12_FUNNEL = (
    "g = q12.given\nt, a, c, n = (g.counts[k] for k in ('target', 'attracted', 'contacted', 'leads'))\n"
    "efficiency = {'attraction': a / t, 'contact': c / a, 'conversion': n / c}\ne = dict(efficiency)\n"
    "best_point = min(e, key=e.get)\nmost_room = max(e, key=lambda k: g.best[k] / e[k])\n"
    "leads_gained = n * g.best[most_room] / e[most_room] - n\n"
    "points = 100 * e[most_room] * g.cost / g.lead_value / n\n"
)
Q13_SHOW = (
    "g = q13.given\np = g.participations\ncame = p[p['took_part']]\ne = came[came['customer_id'].str[0] == 'E']\n"
    "years = sorted(e['year'].unique())\nnow, last = e[e['year'] == years[-1]], e[e['year'] == years[-2]]\n"
    "ids, before = set(now['customer_id']), set(e.loc[e['year'] < g.year, 'customer_id'])\n"
    "back = last['customer_id'].isin(ids)\ns = now['spend_space'].sort_values(ascending=False).tolist()\n"
    "k, part = len(s) // 10, len(s) / 10 % 1\n"
    "profile = {\n"
    "    'return_rate': back.mean(), 'first_timer_share': sum(i not in before for i in ids) / len(ids),\n"
    "    'rebooked_on_site': now['rebooked_on_site'].astype(bool).mean(),\n"
    "    'top_tenth_space': (sum(s[:k]) + part * s[k]) / sum(s),\n"
    "}\n"
    "v = came[(came['year'] == g.year) & (came['customer_id'].str[0] == 'V')]\n"
    "visitors_per_exhibitor = len(v) / len(now)\nsigned = last['rebooked_on_site'].astype(bool)\n"
    "signing_gap = back[signed].mean() - back[~signed].mean()\n"
)
CHINESE = """决定：二〇二六年医疗展为首次参展的约三十二家企业做一个首年计划，共三万八千四百元；不设现场销售队，也不取消小展位。
展会：专业展、国际展，参展商一百六十四家，到场观众企业五百零五家。双边性：每家参展商对应三点一家观众企业，可工作人员对每家受邀观众企业只联系零点二次，
对参展商三点一次，因此要为新展品邀请观众；小展位保留，因为观众随丰富度而来。流动性：首次参展者占两成，历届平均比老客户少回来十四个百分点，区间七至二十一，单看一届看不出来。
现场性：离场前签约的占四成九，上届签约者七成九回来，未签者四成四，这只是关联，不是效果。集中性：最大的一成占面积收入三成五，保留专人服务，但不给折扣。
阶段性：对到场者打电话，三个阶段的应答率区间重叠，不按应答率分配经费。措施：展前半天培训，展中三次约见，展后一次回访，每家一千二百元。
盈亏：回来一家贡献一万五千八百元，提高七点六个百分点即可回本，约为差距的一半；贡献少三分之一则要十一个百分点。
检验：六个展会的新客户抽签分两组，两届后比较续展率和观众评分。不知道的是约见能否真正留住他们。"""

ACCEPT = {
    "q1": {
        "lists": Q1_SHOWS + Q1_CUSTOMER + Q1_ROLE,
        "text and series": f"import pandas as pd\nshows = 'D, A'\ncustomer = pd.Series({CUSTOMERS!r}).str.upper()\n"
        + Q1_ROLE,
        "chinese": "shows = {'A', 'D'}\ncustomer = {'a': '主办方', 'b': '观众', 'c': '观众', 'd': '参展商', 'e': '参展商', 'f': '主办方'}\n"
        + Q1_ROLE,
    },
    "q2": {
        "dictionaries": Q2_LACKING + Q2_SHOWN + Q2_LIST,
        "series": f"import pandas as pd\nlacking = pd.Series({HEARD!r})\nshows_in = pd.Series({SHOWN!r}).str.title()\n"
        + Q2_LIST,
        "chinese": Q2_LACKING + Q2_SHOWN + "list_by = '教材'",
    },
    "q3": {
        "row by row": Q3_TABLE,
        "by hand": "holds = {'a': 'yes', 'b': 'no', 'c': 'no', 'd': 'yes', 'e': 'yes'}\nknown_share, replace = 0.79, 108_000",
        "chinese": Q3_TABLE
        + "holds = {k: {'yes': '是', 'no': '否'}[v] for k, v in holds.items()}\nknown_share = round(known_share, 2)",
    },
    "q4": {
        "dictionaries": f"kinds = {KINDS!r}\nsuits = {SUITS!r}",
        "series": f"import pandas as pd\nkinds = pd.Series({KINDS!r})\nsuits = pd.Series({SUITS!r}).str.capitalize()",
        "chinese": f"words = {{'traditional': '传统', 'new': '新型'}}\nkinds = {{k: words[v] for k, v in {KINDS!r}.items()}}\nsuits = {SUITS!r}",
    },
    "q5": {
        "tails": Q5_ITEMS,
        "by hand": f"levels = {LEVELS!r}\ndifficulty = {{'i1': 0.92, 'i2': 0.67, 'i3': 0.33, 'i4': 0.33, 'i5': 0.58}}\n"
        "discrimination = {'i1': 0.0, 'i2': 0.67, 'i3': 0.67, 'i4': 1.0, 'i5': -0.67}\nrevise = 'i5, i1'",
        "quarters": "levels = {'i1': '识记', 'i2': '领会', 'i3': '识记', 'i4': '综合应用', 'i5': '领会'}\n"
        "a = q5.given.answers.sort_values('mark')\nm = a.pop('mark')\ndifficulty = a.mean().round(2)\n"
        "discrimination = a[-3:].mean() - a[:3].mean()\nrevise = set(discrimination[discrimination < 0.2].index)",
    },
    "q6": {
        "rules": Q6_FACTS,
        "by hand": "area, trade_share, outside_share = 6240, 0.35, 0.31\n"
        "types = {'audience': 'mixed', 'scope': 'specialised', 'scale': 'small', 'reach': 'national', 'frequency': 'yearly'}",
        "library": Q6_FACTS + REL + "import pandas as pd\n"
        "row = {'trade_share': trade_share, 'sectors': n['sectors'], 'area_m2': area, 'outside_share': outside_share,\n"
        "    'foreign_share': foreign, 'every_months': n['every_months']}\n"
        "typed = relationship.classify_shows(pd.DataFrame([row]))\ntypes = {k: typed[k].item() for k in types}",
    },
    "q7": {
        "distances": Q7_LOTS,
        "by hand": "elasticity, as_they_are = 0.50, 1.05",
        "tidy": REL
        + "s = q7.given.shows\nt = relationship.sides_by_lot(s)\nd = t.iloc[[0, -1]].diff().iloc[-1]\n"
        "elasticity = round(d['visitors'] / d['variety'], 2)\n"
        "f = relationship.CrossSideEffects('pooled').fit(s).to_frame()\n"
        "as_they_are = f.query(\"equation == 'visitors' and term == 'variety'\")['estimate'].item()",
    },
    "q8": {
        "by group": Q8_HALL,
        "by hand": "budget, visitors, gain, pays_from = 44_800, 2371, -10_500, 6_550",
        "library": REL
        + "g = q8.given\nt = g.groups.rename(columns={'weight': 'variety'}).assign(pull=0.5, price_elasticity=-0.5)\n"
        "show = relationship.Platform(t.reset_index(), visitors=g.visitors, price=g.price, ticket=g.ticket, visitors_now=g.elasticity)\n"
        "m = relationship.platform_money(show, admit={'small': 0})\n"
        "budget, gain = m.loc['no_reaction', 'gain'], m.loc['first_edition', 'gain']\n"
        "visitors = m.loc['first_edition', 'visitors']\nsmall = t.loc['small']\n"
        "pays_from = small['cost_to_serve'] - gain / small['exhibitors']",
    },
    "q9": {
        "means": Q9_TIERS,
        "library": REL
        + "g = q9.given\nt = relationship.tier_response(g.letter)\neffects = (t['effect'] * 100).round(1)\n"
        "p = relationship.tier_tests(g.customers, g.letter)['passes']\npassed = set(p[p].index)\n"
        "gain = 8700 * (t['effect'] - 0.18 * t['treated'])['platinum'] - 15",
        "break-even": Q9_TIERS + REL + "t = relationship.tier_response(g.letter).loc['platinum']\n"
        "gain = relationship.offer_gains([t['effect']], [t['control']], **g.terms).iloc[0, 0]",
    },
    "q10": {
        "flags": Q10_STAGE,
        "chinese": Q10_STAGE
        + "inner = stage\nzh = {'awareness': '知晓', 'exploration': '探索', 'expansion': '扩展', 'commitment': '承诺', 'dissolution': '解体'}\n"
        "def stage(spend):\n    return zh[inner(spend)]",
        "library": REL + "import pandas as pd\ndef stage(spend):\n"
        "    r = pd.DataFrame({'customer_id': 'X', 'year': range(2000, 2000 + len(spend)), 'spend_space': spend})\n"
        "    r = r.assign(took_part=r['spend_space'] > 0)\n"
        "    return relationship.place_customers(r, as_of=2100, growth_from=0.0999)['stage'].item()",
    },
    "q11": {
        "masks": Q11_LOG,
        "library": REL
        + "c = q11.given.contacts\np = relationship.contacts_by_phase(c)\nanswered = p['response'].round(2)\n"
        "like_with_like = relationship.contacts_by_phase(c[c['took_part'] & (c['channel'] == 'phone')])['response']\n"
        "cost_after = p['cost']['after'] / p['cost'].sum()",
        "by hand": "answered = {'before': 0.31, 'during': 0.54, 'after': 0.31}\n"
        "like_with_like = {'before': 0.41, 'during': 0.46, 'after': 0.41}\ncost_after = 0.23",
    },
    "q12": {
        "products": Q12_FUNNEL,
        "by hand": "efficiency = {'attraction': 0.400, 'contact': 0.550, 'conversion': 0.3125}\nbest_point, most_room = '转化', '吸引'\n"
        "leads_gained, points = 41, 5.5",
        "library": REL
        + "g = q12.given\nb = relationship.funnel_bottleneck(g.counts, benchmark=g.best)\nefficiency = b['efficiency'].round(3)\n"
        "best_point = relationship.funnel_bottleneck(g.counts).query('bottleneck').index[0]\n"
        "most_room = b.query('bottleneck').index[0]\nleads_gained = b['leads_to_benchmark'].max()\n"
        "points = 100 * relationship.break_even_lift(g.counts, most_room, lead_value=g.lead_value, cost=g.cost)",
    },
    "q13": {
        "sets": Q13_SHOW,
        "by hand": "profile = {'return_rate': 0.62, 'first_timer_share': 0.20, 'rebooked_on_site': 0.49, 'top_tenth_space': 0.35}\n"
        "visitors_per_exhibitor, signing_gap = 3.1, 0.36",
        "library": Q13_SHOW
        + REL
        + "t = relationship.show_profile(p, sector=g.sector, year=g.year)['value']\n"
        "profile = t.loc[['return_rate', 'first_timer_share', 'rebooked_on_site']].to_dict()\n"
        "profile['top_tenth_space'] = relationship.top_share(now, 0.1, amount='spend_space', n_boot=100).estimate\n"
        "visitors_per_exhibitor = round(t['visitors_per_exhibitor'], 1)",
    },
    "q14": {
        "example": f"memo = {EXAMPLE!r}",
        "chinese": f"memo = {CHINESE!r}",
        "longer": f"memo = {EXAMPLE + ' I have asked three exhibitors before I wrote this.'!r}",
    },
}
REJECT = {
    "q1": {
        "all events": ("shows = list('ABCDE')\n" + Q1_CUSTOMER + Q1_ROLE, "fail", "any-event-is-a-show"),
        "one too many": ("shows = list('ABD')\n" + Q1_CUSTOMER + Q1_ROLE, "fail", None),
        "one too few": ("shows = ['A']\n" + Q1_CUSTOMER + Q1_ROLE, "fail", None),
        "hall": (
            Q1_SHOWS + Q1_ROLE + f"customer = {CUSTOMERS | {'a': 'exhibitor'}!r}",
            "fail",
            "users-for-the-customer",
        ),
        "stand": (
            Q1_SHOWS + Q1_ROLE + f"customer = {CUSTOMERS | {'c': 'exhibitor'}!r}",
            "fail",
            "exhibitor-always",
        ),
        "builder": (
            Q1_SHOWS + Q1_ROLE + f"customer = {CUSTOMERS | {'e': 'organiser'}!r}",
            "fail",
            "appointed-so-paid",
        ),
        "roles swapped": (
            Q1_SHOWS + Q1_CUSTOMER + f"role = {SAID | {'g': 'bring', 'k': 'offer'}!r}",
            "fail",
            "presence-for-word-of-mouth",
        ),
        "two faults": (
            "shows = list('ABCDE')\n" + Q1_ROLE + f"customer = {CUSTOMERS | {'c': 'exhibitor'}!r}",
            "fail",
            None,
        ),
        **one_wrong(
            "customer",
            CUSTOMERS,
            lambda key: "visitor" if CUSTOMERS[key] != "visitor" else "organiser",
            Q1_SHOWS + Q1_ROLE,
        ),
        **one_wrong("role", SAID, lambda key: "pay" if key != "h" else "tell", Q1_SHOWS + Q1_CUSTOMER),
        "still open": (Q1_SHOWS + Q1_CUSTOMER + "role = ...", "not_attempted", None),
    },
    "q2": {
        "syllabus": (Q2_LACKING + Q2_SHOWN + "list_by = 'syllabus'", "fail", "list-of-the-syllabus"),
        "survey": (Q2_LACKING + Q2_SHOWN + "list_by = 'survey'", "fail", "finding-about-firms"),
        "won back": (
            Q2_LACKING + Q2_LIST + f"shows_in = {SHOWN | {'h': SHOWN['j'], 'j': SHOWN['h']}!r}",
            "fail",
            "returned-for-won-back",
        ),
        "records": (
            Q2_SHOWN + Q2_LIST + f"lacking = {HEARD | {'b': HEARD['e'], 'e': HEARD['b']}!r}",
            "fail",
            "records-for-owners",
        ),
        "two faults": (
            Q2_SHOWN + "list_by = 'survey'\n" + f"lacking = {HEARD | {'b': HEARD['e'], 'e': HEARD['b']}!r}",
            "fail",
            None,
        ),
        "own words": (Q2_SHOWN + Q2_LIST + f"lacking = {HEARD | {'a': 'buyers'}!r}", "fail", None),
        **one_wrong(
            "lacking", HEARD, lambda key: "software" if key != "f" else "all alike", Q2_SHOWN + Q2_LIST
        ),
        **one_wrong(
            "shows_in",
            SHOWN,
            lambda key: "return rate" if key != "h" else "referred exhibitors",
            Q2_LACKING + Q2_LIST,
        ),
        "nobody": (Q2_LACKING + Q2_SHOWN + "list_by = ...", "not_attempted", None),
    },
    "q3": {
        "cheaper": (Q3_TABLE + "holds['b'] = 'yes'", "fail", "old-customers-are-cheaper"),
        "never pay": (Q3_TABLE + "holds['d'] = 'no'", "fail", "newcomers-never-pay"),
        "heads": (Q3_TABLE + "known_share = old['count'] / t['count'].sum()", "fail", "heads-for-money"),
        "those who return": (
            Q3_TABLE + "replace = old['count'] * old['come_next'] * g.won_for",
            "fail",
            "returning-for-leaving",
        ),
        "everybody": (Q3_TABLE + "replace = old['count'] * g.won_for", "fail", "everybody-replaced"),
        "two faults": (Q3_TABLE + "holds['b'] = 'yes'\nreplace = old['count'] * g.won_for", "fail", None),
        **one_said("holds", "ace", {"yes": "no", "no": "yes"}, Q3_TABLE),
        "share alone": (Q3_TABLE + "known_share += 0.01", "fail", None),
        "money alone": (Q3_TABLE + "replace += 20", "fail", None),
        "percent": (Q3_TABLE + "known_share *= 100", "fail", None),
    },
    "q4": {
        "poles": (
            f"suits = {SUITS!r}\nkinds = { {key: OTHER[kind] for key, kind in KINDS.items()}!r}",
            "fail",
            "poles-swapped",
        ),
        **one_wrong(
            "kinds",
            KINDS,
            lambda key: OTHER[KINDS[key]],
            f"suits = {SUITS!r}\n",
            {"c": "discount-for-relationship", "g": "many-letters-for-dialogue"},
        ),
        "all new": (
            f"kinds = {KINDS!r}\nsuits = {dict.fromkeys(SUITS, 'new')!r}",
            "fail",
            "new-is-always-better",
        ),
        **one_wrong("suits", SUITS, lambda key: OTHER[SUITS[key]], f"kinds = {KINDS!r}\n"),
        "two faults": (
            f"kinds = {KINDS | {'c': 'new'}!r}\nsuits = {dict.fromkeys(SUITS, 'new')!r}",
            "fail",
            None,
        ),
        "half open": (f"kinds = {KINDS!r}\nsuits = ...", "not_attempted", None),
    },
    "q5": {
        "share wrong": (
            Q5_ITEMS + "difficulty = {i: 1 - p for i, p in difficulty.items()}",
            "fail",
            "share-wrong",
        ),
        "turned round": (
            Q5_ITEMS + "discrimination = {i: -d for i, d in discrimination.items()}\n"
            "revise = [i for i in I if discrimination[i] < 0.2]",
            "fail",
            "weak-less-best",
        ),
        "rows": (
            Q5_ITEMS + "discrimination = (a[I].head(3).mean() - a[I].tail(3).mean()).to_dict()\n"
            "revise = [i for i in I if discrimination[i] < 0.2]",
            "fail",
            "rows-for-ranks",
        ),
        "hard": (Q5_ITEMS + "revise = [i for i in I if difficulty[i] < 0.5]", "fail", "hard-so-bad"),
        "by ease": (
            Q5_ITEMS + "order = a[I].mean().sort_values(ascending=False, kind='stable').index\n"
            "levels = dict(zip(order, ['remember', 'remember', 'comprehend', 'comprehend', 'apply']))",
            "fail",
            "level-by-ease",
        ),
        "two faults": (
            Q5_ITEMS + "difficulty = {i: 1 - p for i, p in difficulty.items()}\n"
            "revise = [i for i in I if difficulty[i] > 0.5]",
            "fail",
            None,
        ),
        "all revised": (Q5_ITEMS + "revise = I", "fail", None),
        "one too many": (Q5_ITEMS + "revise = revise + [max(I, key=discrimination.get)]", "fail", None),
        **one_moved("difficulty", LEVELS, 0.08, Q5_ITEMS),
        **one_moved("discrimination", LEVELS, 0.11, Q5_ITEMS),
        **one_said(
            "levels", LEVELS, {"remember": "comprehend", "comprehend": "apply", "apply": "remember"}, Q5_ITEMS
        ),
    },
    "q6": {
        "specialised": (Q6_FACTS + "types['audience'] = 'trade'", "fail", "specialised-so-trade"),
        "halls": (
            Q6_FACTS + "area = n['hall_m2']\ntypes = kinds(area, outside_share, foreign)",
            "fail",
            "halls-for-stands",
        ),
        "visitors abroad": (
            Q6_FACTS + "types = kinds(area, outside_share, n['visitors_from_abroad'] / visitors)",
            "fail",
            "visitors-from-abroad",
        ),
        "provinces": (
            Q6_FACTS
            + "outside_share = other / (abroad + other + home)\ntypes = kinds(area, outside_share, foreign)",
            "fail",
            "abroad-is-not-outside",
        ),
        "two faults": (
            Q6_FACTS
            + "area = n['hall_m2']\ntypes = kinds(area, outside_share, foreign)\ntypes['audience'] = 'trade'",
            "fail",
            None,
        ),
        "no word": (Q6_FACTS + "types['scale'] = 'tiny'", "fail", None),
        **{
            f"{key} alone": (Q6_FACTS + f"types['{key}'] = '{word}'", "fail", None)
            for key, word in {
                "audience": "online",
                "scope": "general",
                "scale": "hybrid",
                "reach": "hybrid",
                "frequency": "hybrid",
            }.items()
        },
        "area alone": (Q6_FACTS + "area += 20", "fail", None),
        "trade alone": (Q6_FACTS + "trade_share += 0.1", "fail", None),
        "outside alone": (Q6_FACTS + "outside_share += 0.2", "fail", None),
    },
    "q7": {
        "rows": (Q7_LOTS + "elasticity = as_they_are", "fail", "rows-for-cause"),
        "upside down": (Q7_LOTS + "elasticity = v / w", "fail", "upside-down"),
        "other lot": (Q7_LOTS + "v, w = apart('promo_visitors')\nelasticity = w / v", "fail", "wrong-lot"),
        "drawn": (
            Q7_LOTS + "t = relationship.sides_by_lot(s).iloc[-1]\nelasticity = t['visitors'] / t['variety']",
            "fail",
            "drawn-only",
        ),
        "two faults": (Q7_LOTS + "elasticity = as_they_are\nas_they_are = w / v", "fail", None),
        "elasticity alone": (Q7_LOTS + "elasticity -= 0.1", "fail", None),
        "slope alone": (Q7_LOTS + "as_they_are += 0.1", "fail", None),
        "within": (
            Q7_LOTS
            + "as_they_are = relationship.CrossSideEffects('within').fit(s).visitors_.coefficients['variety']",
            "fail",
            None,
        ),
    },
    "q8": {
        "plain": (Q8_HALL + "visitors, gain, pays_from = money(g.visitors)", "fail", "plain-budget"),
        "in step": (
            Q8_HALL + "visitors, gain, pays_from = money(rest(t['weight'], 1))",
            "fail",
            "visitors-in-step",
        ),
        "straight": (
            Q8_HALL + "v = t['exhibitors'] * t['weight']\n"
            "visitors, gain, pays_from = money(g.visitors * (1 - g.elasticity * v['small'] / v.sum()))",
            "fail",
            "straight-line",
        ),
        "heads": (Q8_HALL + "visitors, gain, pays_from = money(rest(1))", "fail", "heads-for-variety"),
        "space": (
            Q8_HALL + "visitors, gain, pays_from = money(rest(t['area_m2']))",
            "fail",
            "space-for-variety",
        ),
        "a part of a belief": (Q8_HALL + "visitors = rest(1)", "fail", None),
        "budget alone": (Q8_HALL + "budget += 20", "fail", None),
        "visitors alone": (Q8_HALL + "visitors -= 20", "fail", None),
        "gain alone": (Q8_HALL + "gain += 2_000", "fail", None),
        "cost alone": (Q8_HALL + "pays_from += 200", "fail", None),
        "sign": (Q8_HALL + "gain = -gain", "fail", None),
    },
    "q9": {
        "response": (
            Q9_TIERS + "effects = (100 * r[1]).to_dict()\ngain = worth(b, b)",
            "fail",
            "response-for-effect",
        ),
        "percent": (Q9_TIERS + "effects = (100 * (r[1] / r[0] - 1)).to_dict()", "fail", "percent-for-points"),
        "all passed": (Q9_TIERS + "passed = ['profit', 'response', 'service']", "fail", "a-cut-is-a-test"),
        "free riders": (Q9_TIERS + "gain = worth(e, e)", "fail", "nobody-takes-it-anyway"),
        "free discount": (Q9_TIERS + "gain = worth(e, 0)", "fail", "discount-costs-nothing"),
        "two faults": (
            Q9_TIERS + "gain = worth(e, 0)\npassed = ['profit', 'response', 'service']",
            "fail",
            None,
        ),
        "one passed": (Q9_TIERS + "passed = ['profit']", "fail", None),
        "gain alone": (Q9_TIERS + "gain += 100", "fail", None),
        **one_moved("effects", ("platinum", "gold", "iron", "lead"), 1.1, Q9_TIERS),
        "a list": (Q9_TIERS + "effects = list(effects.values())", "fail", None),
    },
    "q10": {
        "steady first": (
            Q10_STAGE + "inner = stage\ndef stage(spend):\n    return inner(spend, steady_first=True)",
            "fail",
            "streak-before-growth",
        ),
        "two absences": (
            Q10_STAGE + "inner = stage\ndef stage(spend):\n    return inner(spend, missed=2)",
            "fail",
            "one-absence-forgiven",
        ),
        "invited": (
            Q10_STAGE + "inner = stage\ndef stage(spend):\n    return inner(spend, trial='invited')",
            "fail",
            "invited-for-came",
        ),
        "any rise": (
            Q10_STAGE + "inner = stage\ndef stage(spend):\n    return inner(spend, rise=0.01)",
            "fail",
            "any-rise-is-growth",
        ),
        "gap": (
            Q10_STAGE + "inner = stage\ndef stage(spend):\n    return inner(spend, gap=True)",
            "fail",
            "gap-without-trace",
        ),
        "steady": ("def stage(spend):\n    return 'commitment'", "fail", None),
        **{
            f"off for {case}": (
                Q10_STAGE + "inner = stage\ndef stage(spend):\n"
                f"    return {'awareness' if Q10.reference(case) != 'awareness' else 'exploration'!r} "
                f"if list(spend) == {list(case)!r} else inner(spend)",
                "fail",
                None,
            )
            for case in CASES
        },
        "a number": ("def stage(spend):\n    return len(spend)", "fail", None),
        "ends with a fault": ("def stage(spend):\n    return record[-1]", "error", None),
        "untouched": ("def stage(spend):\n    ...", "not_attempted", None),
    },
    "q11": {
        "both ways": (Q11_LOG + "answered = shares(c)", "fail", "both-directions"),
        "opened": (Q11_LOG + "answered = shares(out, [*R, 'opened'])", "fail", "opened-is-answered"),
        "any channel": (
            Q11_LOG + "like_with_like = shares(out[out['took_part']])",
            "fail",
            "came-but-any-channel",
        ),
        "anybody": (
            Q11_LOG + "like_with_like = shares(out[out['channel'] == 'phone'])",
            "fail",
            "phone-but-anybody",
        ),
        "counts": (Q11_LOG + "cost_after = (c['phase'] == 'after').mean()", "fail", "counts-for-cost"),
        "two faults": (
            Q11_LOG + "answered = shares(c)\ncost_after = (c['phase'] == 'after').mean()",
            "fail",
            None,
        ),
        **one_moved("answered", ("before", "during", "after"), 0.1, Q11_LOG),
        **one_moved("like_with_like", ("before", "during", "after"), 0.1, Q11_LOG),
        "cost alone": (Q11_LOG + "cost_after += 0.1", "fail", None),
    },
    "q12": {
        "of the target": (
            Q12_FUNNEL + "efficiency = {'attraction': a / t, 'contact': c / t, 'conversion': n / t}",
            "fail",
            "share-of-the-target",
        ),
        "people": (Q12_FUNNEL + "best_point = 'attraction'", "fail", "most-people-lost"),
        "gap": (
            Q12_FUNNEL + "most_room = max(e, key=lambda k: g.best[k] - e[k])",
            "fail",
            "widest-gap-in-points",
        ),
        "percent": (Q12_FUNNEL + "points = 100 * g.cost / g.lead_value / n", "fail", "percent-for-points"),
        "after": (Q12_FUNNEL + "leads_gained += n", "fail", "leads-after"),
        "two faults": (Q12_FUNNEL + "best_point = 'attraction'\nleads_gained += n", "fail", None),
        "another step": (Q12_FUNNEL + "best_point = 'leads'", "fail", None),
        "another room": (Q12_FUNNEL + "most_room = best_point", "fail", None),
        "gained alone": (Q12_FUNNEL + "leads_gained += 3", "fail", None),
        "points alone": (Q12_FUNNEL + "points += 1", "fail", None),
        **one_moved("efficiency", ("attraction", "contact", "conversion"), 0.01, Q12_FUNNEL),
    },
    "q13": {
        "of those here": (
            Q13_SHOW + "profile['return_rate'] = len(ids & set(last['customer_id'])) / len(now)",
            "fail",
            "return-of-those-here",
        ),
        "absent": (
            Q13_SHOW + "profile['first_timer_share'] = len(ids - set(last['customer_id'])) / len(now)",
            "fail",
            "absent-last-time",
        ),
        "largest": (
            Q13_SHOW + "profile['top_tenth_space'] = s[0] / sum(s)",
            "fail",
            "largest-for-largest-tenth",
        ),
        "invited": (
            Q13_SHOW + "i = p[p['year'] == g.year]['customer_id'].str[0]\n"
            "visitors_per_exhibitor = sum(i == 'V') / sum(i == 'E')",
            "fail",
            "invited-for-came",
        ),
        "no gap": (Q13_SHOW + "signing_gap = back[signed].mean()", "fail", "signed-who-came"),
        "two faults": (
            Q13_SHOW + "profile['top_tenth_space'] = s[0] / sum(s)\nsigning_gap = back[signed].mean()",
            "fail",
            None,
        ),
        **one_moved(
            "profile",
            ("return_rate", "first_timer_share", "rebooked_on_site", "top_tenth_space"),
            0.3,
            Q13_SHOW,
        ),
        "visitors alone": (Q13_SHOW + "visitors_per_exhibitor -= 0.3", "fail", None),
        "gap alone": (Q13_SHOW + "signing_gap -= 0.05", "fail", None),
        "turned round": (Q13_SHOW + "signing_gap = -signing_gap", "fail", None),
    },
    "q14": {
        "empty": ("memo = ''", "not_attempted", None),
        "too short": (
            "memo = 'We fund the floor, because contacts are answered there.'",
            "not_attempted",
            None,
        ),
        "filled up": ("memo = 'two-sided ' * 300", "not_attempted", None),
        "a number": ("memo = 38_400", "not_attempted", None),
    },
}
