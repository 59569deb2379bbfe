"""From a diagnosis to its briefing: which section answers, which is evidence, and in what order."""

from dataclasses import dataclass

from feidi.diagnose import Diagnosis
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words, both
from feidi.report.briefing import Briefing, Section
from feidi.report.diagnosis.chains import leakage_reading, leakage_section, multiplier_section
from feidi.report.diagnosis.county import regional_section
from feidi.report.diagnosis.gathered import gathered_section
from feidi.report.diagnosis.growth import chosen, growth_reading, growth_section, models_section
from feidi.report.diagnosis.limits import limits_reading, limits_section, sources_section
from feidi.report.diagnosis.living import quotient_reading, quotient_section
from feidi.report.diagnosis.naming import Call, first_of, latest
from feidi.report.diagnosis.structure import export_base_section, specialisation_section

KIND = Words("县情诊断", "Diagnosis of a county")


@dataclass(frozen=True)
class About:
    """What the folder adds to a result: its note, how places are called, warnings of reading.

    assumed: the figures of the pair are assumptions. industry: how a code is called.
    """

    call: Call
    note: str = ""
    problems: tuple[Problem, ...] = ()
    assumed: bool = False
    industry: Call = both


def diagnosis_briefing(diagnosis: Diagnosis, about: About) -> Briefing:
    """Return a diagnosis told: three sentences, what answers, then the evidence."""
    d, call = diagnosis, about.call
    places = (d.place, d.host, d.province)
    sections = [*_limits(d, call), *_living(d, call), *_growth(d, call), *_chains(d, call)]
    extra = (
        specialisation_section(d.specialisation, call),
        export_base_section(d.export_bases, call),
        gathered_section(d.concentration),
    )
    sections += [section for section in extra if section]
    named = [call(name) for name in places if name]
    facts = [
        (Words("飞出地", "origin"), call(d.place)),
        *([(Words("飞入地", "host"), call(d.host))] if d.host else []),
        *([(Words("参照", "reference"), call(d.reference))] if d.reference else []),
    ]
    return Briefing(
        kind=KIND,
        title=Words(f"{named[0].zh}：现状、瓶颈和短板", f"{named[0].en}: where it stands and why"),
        facts=tuple(facts),
        lead=tuple(_lead(d, call)),
        sections=tuple(sections),
        absent=tuple((one.name, one.why) for one in d.absent),
        problems=tuple(
            p for p in dict.fromkeys((*about.problems, *d.problems)) if p.level == "warning"
        ),
        note=about.note,
    )


def _lead(d: Diagnosis, call: Call) -> list[Words]:
    """Return what a leader needs: what holds it back, what it lives on, why it lags, what leaks."""
    found = []
    if d.bottlenecks:
        found.append(limits_reading(d.bottlenecks, call, d.place))
    quotients = first_of(d.quotients, (d.place,))
    if quotients:
        found.append(quotient_reading(quotients, call))
    growth = chosen(d.shift_shares, (d.place, d.province, d.host))
    if growth:
        found.append(growth_reading(growth, call))
    if d.chains:
        found.append(leakage_reading(d.chains[0], call))
    return found


def _living(d: Diagnosis, call: Call) -> list[Section]:
    """Return every place and measure; a picture for the first measure of each place."""
    newest = latest(d.quotients)
    first = first_of(newest, (d.place,))
    drawn = [first_of(newest, (place,)) for place in (d.place, d.host, d.province)]
    return [
        quotient_section(one, call, evidence=one is not first, drawn=one in drawn)
        for one in sorted(newest, key=lambda one: one is not first)
    ]


def _growth(d: Diagnosis, call: Call) -> list[Section]:
    shown = chosen(d.shift_shares, (d.place, d.province, d.host))
    if shown is None:
        return []
    return [growth_section(shown, call), models_section(d.shift_shares, shown, call)]


def _chains(d: Diagnosis, call: Call) -> list[Section]:
    sections = []
    if d.chains:
        sections += [leakage_section(d.chains[0], call), multiplier_section(d.chains[0], call)]
    if d.regional:
        sections.append(regional_section(d.regional, call))
    return sections


def _limits(d: Diagnosis, call: Call) -> list[Section]:
    if not d.bottlenecks:
        return []
    places = (d.place, d.host, d.province)
    return [
        limits_section(d.bottlenecks, call, places),
        sources_section(d.bottlenecks, call, places),
    ]
