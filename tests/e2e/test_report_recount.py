"""The demo city's summary, sentence by sentence, against figures counted again
from its files and sentences put together here."""
import pytest

from lib import demo_city
from lib.report_recount import (MONTHS, City, Figures, Span, half_even,
                                is_leading)

CITY = "990100"
SUMMER = 7  # the first month of reports that tell of graduates
NAME = {"zh": "示范市(合成数据)", "en": "Demo City (synthetic data)"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return demo_city.make(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module", autouse=True)
def loaded(server, folder):
    demo_city.load(server.admin, folder)


@pytest.fixture(scope="module")
def city(folder):
    return City(folder)


# --- numbers as they are printed ---

def count(number, lang, places=0):
    return f"{half_even(number, places):{',' if lang == 'en' else ''}}"


def share(number, places=2):
    return str(half_even(number, places))


def money(number, lang):
    """Of 万元."""
    if lang == "en":
        return f"CNY {half_even(number / 100, 2):,} million"
    if number >= 10000:
        return f"{half_even(number / 10000, 2)}亿元"
    return f"{half_even(number, 2)}万元"


# --- changes as they are said ---

def growth(pct, lang, prior):
    if lang == "zh":
        return f"比{prior}{'增长' if pct > 0 else '下降'}{abs(pct)}%"
    return f"{'up' if pct > 0 else 'down'} {abs(pct)}% on {prior}"


def points(pp, lang, prior):
    assert abs(pp) >= 0.05  # else it is nearly flat
    if lang == "zh":
        return f"比{prior}{'提高' if pp > 0 else '下降'}{abs(pp)}个百分点"
    return (f"{'up' if pp > 0 else 'down'} {abs(pp)} percentage points on "
            f"{prior}")


def more(number, lang, prior, unit):
    if number == 0:
        return f"与{prior}持平" if lang == "zh" else f"unchanged from {prior}"
    if lang == "zh":
        return (f"比{prior}{'增加' if number > 0 else '减少'}{abs(number)}"
                f"{unit}")
    return f"{'up' if number > 0 else 'down'} by {abs(number)} on {prior}"


class Summary:
    """The sentences by their ids."""

    def __init__(self, city, lang, year, month):
        self.city, self.lang = city, lang
        self.at = Span(year, month)
        self.figures = Figures(city, self.at)
        self.zh = lang == "zh"

    def n(self, name, *periods, places=0):
        return count(self.figures.value(name, *periods), self.lang, places)

    def p(self, name, *periods):
        return share(self.figures.value(name, *periods))

    # periods in words

    def span(self):
        at = self.at
        if self.zh:
            return f"{at.year}年" + ("全年" if at.whole else f"1—{at.month}月")
        return (f"In {at.year}" if at.whole else
                f"From January to {MONTHS[at.month]} {at.year}")

    def end(self, with_year=True):
        at = self.at
        if self.zh:
            return (f"{at.year}年" if with_year else "") + (
                f"{at.month}月{at.days}日")
        return f"{at.days} {MONTHS[at.month]} {at.year}"

    def date(self):
        """Of the stocks."""
        if self.zh:
            return ("" if self.at.stock == self.at.year
                    else f"{self.at.stock}年") + "9月1日"
        return f"1 September {self.at.stock}"

    # what is compared with

    def prior(self):
        """Of the report's span."""
        if self.zh:
            return "上年" if self.at.whole else "上年同期"
        before = self.at.year - 1
        return (str(before) if self.at.whole
                else f"the same period of {before}")

    def prior_of_year(self):
        return "上年" if self.zh else str(self.at.full - 1)

    def prior_of_school_year(self):
        return "上年" if self.zh else "a year earlier"

    def prior_of_stock(self):
        if self.zh:
            return "上年" if self.at.whole else "上年同期"
        return "a year earlier"

    def coverage(self, *figures):
        found = self.figures.coverage(*figures)
        if found is None:
            return ""
        reported, expected, pct = found
        return (f"（已报{reported}所，占应报的{pct}%）" if self.zh else
                f" ({reported} of {expected} schools reported, {pct}%)")

    # the sentences

    def t1(self):
        at, fig = self.at, self.figures
        chg = growth(fig.growth("train_persontimes", at.span, at.span_before),
                     self.lang, self.prior())
        total = fig.value("train_persontimes", *at.span)
        paid = fig.value("train_persontimes_subsidised", *at.span)
        parts = (self.n("train_persontimes", *at.span), chg,
                 count(paid, self.lang), share(paid / total * 100),
                 self.n("train_persontimes_key", *at.span),
                 self.p("train_key_share", *at.span))
        if self.zh:
            return (f"{self.span()}，{NAME['zh']}职业学校面向社会完成各类职业"
                    "培训{}人次，{}；其中补贴性培训{}人次，占{}%；重点群体{}"
                    "人次，占{}%。").format(*parts)
        return (f"{self.span()}, vocational schools in {NAME['en']} delivered "
                "{} training person-times, {}; {} of them ({}%) were "
                "subsidised; {} ({}%) served key groups.").format(*parts)

    def t2(self):
        at, city = self.at, self.city
        day, then = at.last, f"{at.year - 1}-12-31"
        all_ = city.enterprises(day, day, lambda p: True)
        now = city.enterprises(day, day, is_leading)
        old = city.enterprises(then, then, is_leading)
        central, leading = (
            city.enterprises(day, day, lambda p: is_leading(p, (tier,)))
            for tier in ("central", "prov_leading"))
        new, lost, net = len(now - old), len(old - now), len(now) - len(old)
        parts = (len(all_), len(now), len(central), len(leading),
                 len(central & leading))
        if self.zh:
            change = ("与上年末持平" if net == 0 else
                      f"比上年末{'净增' if net > 0 else '净减'}{abs(net)}家")
            return (f"截至{self.end()}，{NAME['zh']}职业学校与{{}}家企业建立合"
                    "作关系，其中与{}家中央企业和省级龙头企业开展深度合作"
                    "（中央企业{}家、省级龙头企业{}家，两类重合{}家）".format(
                        *parts) + f"，{change}（新签{new}家、退出{lost}家）。")
        prior = ("a year earlier" if at.whole else
                 f"the end of {at.year - 1}")
        change = (f"unchanged from {prior}" if net == 0 else
                  f"a net {'increase' if net > 0 else 'decrease'} of "
                  f"{abs(net)} on {prior}")
        return (f"As of {self.end()}, vocational schools in {NAME['en']} "
                "worked with {} distinct enterprises, of which {} are central "
                "state-owned or provincial leading enterprises in deep "
                "cooperation ({} central and {} provincial leading, {} of "
                "them both)".format(*parts) +
                f", {change} ({new} new, {lost} ended).")

    def t3(self):
        at, city = self.at, self.city
        here = city.enterprises(at.last, at.last,
                                lambda p: p["on_campus"] == "yes")
        new = {p["credit_code"] for p in city.partners
               if p["on_campus"] == "yes" and p["credit_code"] and
               f"{at.year}-01-01" <= p["start"] <= at.last}
        worth = money(self.figures.value("ent_equip_value", at.day),
                      self.lang)
        if self.zh:
            return (f"{self.span()}，新引进{len(new)}家企业进校办园办厂，截至"
                    f"{self.end(False)}在驻企业{len(here)}家，企业投入校内实"
                    f"践设备{worth}（{self.date()}数）。")
        return (f"{self.span()}, {len(new)} enterprises newly settled on "
                f"campus; as of {self.end()}, {len(here)} were operating "
                "there, and enterprises had provided practice equipment "
                f"worth {worth} ({self.date()}).")

    def t4(self):
        at, fig = self.at, self.figures
        if at.month < SUMMER:
            return None  # nobody has left
        now, before = [f"{at.year - 1}AY"], [f"{at.year - 2}AY"]
        adv = fig.points("adv_rate_hv", now, before)
        adm = fig.points("adm_rate_hv", now, before)
        names = ("grads_sv", "grads_sv_to_hv", "hv_applicants", "hv_admitted")
        end = self.coverage(*[(name, now[0]) for name in names])
        parts = (self.n("grads_sv", *now), self.n("grads_sv_to_hv", *now),
                 self.p("adv_rate_hv", *now),
                 points(adv, self.lang,
                        "上届" if self.zh else "the cohort before"),
                 self.n("hv_applicants", *now), self.n("hv_admitted", *now),
                 self.p("adm_rate_hv", *now),
                 points(adm, self.lang, self.prior_of_school_year()), end)
        if self.zh:
            return (f"{at.year}届中职毕业生{{}}人，其中升入高职{{}}人，升学比"
                    "例{}%，{}。当年报考高职{}人、录取{}人，录取率{}%，{}{}。"
                    ).format(*parts)
        return ("Of {} secondary vocational graduates of %d, {} ({}%%) "
                "entered higher vocational study, {}. {} applied and {} were "
                "admitted, an admission rate of {}%%, {}{}." % at.year
                ).format(*parts)

    def t5(self):
        """In autumn the programmes are of the year before: both say when."""
        at, city = self.at, self.city
        year, day = str(at.full), at.day
        cats = {dims["major_cat"] for _, dims, value in
                city.detail["majors_prov_key", day] if "major_cat" in dims
                and value > 0}
        end = self.coverage(("majors_prov_key_new", year),
                            ("majors_prov_key", day))
        parts = (self.n("majors_prov_key_new", year),
                 city.where("majors_prov_key_new", year,
                            project_kind="model"),
                 self.n("majors_prov_key", day), len(cats), end)
        if self.zh:
            return (f"{year}年新增省级重点专业{{}}个（含示范专业{{}}个），截至"
                    f"{at.stock}年9月1日总数达到{{}}个，覆盖{{}}个专业大类{{}}。"
                    ).format(*parts)
        return (f"In {year}, {{}} programmes were newly selected as "
                "provincial key programmes (model programmes among them: "
                f"{{}}); as of {self.date()} there were {{}}, in {{}} "
                "categories{}.").format(*parts)

    def t6(self):
        fig = self.figures
        now = fig.value("schools_prov_quality_hv", self.at.day)
        then = fig.value("schools_prov_quality_hv", self.at.day_before)
        change = more(now - then, self.lang, self.prior_of_stock(), "所")
        if self.zh:
            return (f"截至{self.date()}，{now}所院校列入省级优质高职院校建设单"
                    f"位，{change}。")
        return (f"As of {self.date()}, {now} institutions are provincial "
                f"quality higher-vocational construction units, {change}.")

    def t7(self):
        at, fig = self.at, self.figures
        now, before = [f"{at.stock}AY"], [f"{at.stock - 1}AY"]
        pp = points(fig.points("five_year_enrol_share", now, before),
                    self.lang, self.prior_of_school_year())
        parts = (self.n("enrol_five_year", *now),
                 self.p("five_year_enrol_share", *now), pp,
                 self.p("five_year_student_share", at.day))
        if self.zh:
            return (f"{at.stock}—{at.stock + 1}学年五年制高职招生{{}}人，占中"
                    "职阶段招生的{}%，{}；五年制高职在校生占中职阶段在校生的"
                    f"{{}}%（截至{self.date()}）。").format(*parts)
        return (f"In the school year {at.stock}/{(at.stock + 1) % 100}, "
                "five-year programmes took {} entrants, {}% of "
                f"secondary-stage intake, {{}}; as of {self.date()} their "
                "students were {}% of those at secondary stage.").format(
                    *parts)

    def t8(self):
        at, fig = self.at, self.figures
        pp = points(fig.points("dual_share_major", [at.day],
                               [at.day_before]),
                    self.lang, self.prior_of_stock())
        old, new = (fig.value("dual_50plus_share", day)
                    for day in (at.day_before, at.day))
        assert abs(new - old) >= 0.05
        parts = (self.n("teachers_dual", at.day),
                 self.p("dual_share_major", at.day), pp, share(new))
        age = share(fig.value("dual_avg_age", at.day), 1)
        if self.zh:
            way = "升至" if new > old else "降至"
            return (f"截至{self.date()}，双师型教师{{}}人，占专业课专任教师的"
                    "{}%，{}；其中50岁及以上占{}%，".format(*parts) +
                    f"由{self.prior_of_stock()}的{share(old)}%{way}"
                    f"{share(new)}%，平均年龄{age}岁。")
        way = "up" if new > old else "down"
        return (f"As of {self.date()}, {{}} dual-qualified teachers make up "
                "{}% of specialised-course teachers, {}; {}% of them are "
                "aged 50 or over, ".format(*parts) +
                f"{way} from {share(old)}% a year earlier; their mean age is "
                f"{age}.")

    def t9(self):
        at, fig = self.at, self.figures
        cur, base = (fig.value("bases_oncampus", day)
                     for day in (at.day, at.day_before))
        parts = (self.n("bases_oncampus", at.day),
                 more(cur - base, self.lang, self.prior_of_stock(), "个"),
                 self.n("bases_complete", at.day),
                 self.p("bases_complete_share", at.day),
                 self.n("base_area", at.day, places=2),
                 self.p("workstations_per_100", at.day))
        if self.zh:
            return (f"截至{self.date()}，校内实训基地{{}}个，{{}}；功能完善的"
                    "{}个，占{}%；建筑面积{}平方米，每百名学生工位{}个。"
                    ).format(*parts)
        return (f"As of {self.date()}, there are {{}} on-campus training "
                "bases, {}, {} ({}%) of them fully functional, with a floor "
                "area of {} square metres and {} workstations per 100 "
                "students.").format(*parts)

    def t10(self):
        fig, year = self.figures, str(self.at.full)
        chg = growth(fig.growth("fund_total", [year],
                                [str(self.at.full - 1)]),
                     self.lang, self.prior_of_year())
        gov, loan, social, total = (
            money(fig.value(name, year), self.lang) for name in
            ("fund_gov", "fund_loan", "fund_social", "fund_total"))
        pct = self.p("fund_social_share", year)
        end = self.coverage(("fund_total", year), ("fund_social", year))
        if self.zh:
            return (f"{year}年投入职业教育经费{total}，{chg}，其中财政{gov}、"
                    f"银行贷款{loan}、社会资本{social}，社会资本占{pct}%{end}。"
                    )
        return (f"Funding in {year} totalled {total}, {chg}: government "
                f"{gov}, bank loans {loan}, social capital {social} "
                f"({pct}%){end}.")

    def t11(self):
        fig, year = self.figures, str(self.at.full)
        cur, base = (fig.value("comp_awards", which)
                     for which in (year, str(self.at.full - 1)))
        nation, prov = (self.city.where("comp_awards", year, comp_level=level)
                        for level in ("nation", "prov"))
        change = more(cur - base, self.lang, self.prior_of_year(), "项")
        end = self.coverage(("comp_awards", year))
        total = self.n("comp_awards", year)
        if self.zh:
            return (f"{year}年，师生在市级以上技能竞赛中获奖{total}项，其中国"
                    f"家级{nation}项、省级{prov}项，{change}{end}。")
        return (f"In {year}, teachers and students won {total} awards in "
                "skills competitions at municipal level and above, "
                f"{nation} of them national and {prov} provincial, "
                f"{change}{end}.")

    def t12(self):
        at, fig = self.at, self.figures
        pp = points(fig.points("apprentice_share", [at.day],
                               [at.day_before]),
                    self.lang, self.prior_of_stock())
        total = self.n("apprentice_students", at.day)
        pct = self.p("apprentice_share", at.day)
        if self.zh:
            return (f"截至{self.date()}，现代学徒制在读学生{total}人，占在校生"
                    f"的{pct}%，{pp}。")
        return (f"As of {self.date()}, {total} students were in modern "
                f"apprenticeships, {pct}% of full-time students, {pp}.")

    def t13(self):
        at, fig = self.at, self.figures
        pp = points(fig.points("skill_pass_rate", at.span, at.span_before),
                    self.lang, self.prior())
        parts = (self.n("skill_assessed", *at.span),
                 self.n("skill_certs", *at.span),
                 self.p("skill_pass_rate", *at.span), pp)
        if self.zh:
            return (f"{self.span()}，参加职业技能等级认定{{}}人次，取得证书{{}}"
                    "人次，通过率{}%，{}。").format(*parts)
        return (f"{self.span()}, {{}} entries to skill-level assessments led "
                "to {} certificates, a pass rate of {}%, {}.").format(*parts)


    def t14(self):
        at, fig = self.at, self.figures
        school_years = [("enrol_sv", f"{at.stock}AY"),
                        ("enrol_five_year", f"{at.stock}AY")]
        if at.month >= SUMMER:
            school_years += [("grads_sv", f"{at.year - 1}AY"),
                             ("hv_applicants", f"{at.year - 1}AY")]
        found = fig.coverage(*school_years, ("fund_total", str(at.full)))
        if self.zh:
            lacking = "" if found is None else (
                f"；已报{found[0]}所，占应报的{found[2]}%")
            return ("注：增速和百分点按可比口径计算；合计与分项之和因数值修约可能不等，"
                    f"未作机械调整{lacking}。")
        lacking = "" if found is None else (
            f"; {found[0]} of {found[1]} schools reported, {found[2]}%")
        return ("Growth rates and percentage points are those of comparable "
                "schools; totals may differ from the sum of their parts "
                "because of rounding, which was not adjusted"
                f"{lacking}.")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("year,month", [(2024, 12), (2024, 8), (2023, 12),
                                        (2022, 3), (2023, 10)])
def test_each_sentence_is_what_the_files_add_up_to(public, city, lang, year,
                                                   month):
    report = public.ok("/v1/reports/annual", year=year, area=CITY, lang=lang,
                       through=f"M{month:02}").json
    said = {s["id"]: s["text"] for s in report["sentences"]}
    wanted = Summary(city, lang, year, month)
    for number in range(1, 15):
        expected = getattr(wanted, f"t{number}")()
        assert said[f"T{number}"] == expected
