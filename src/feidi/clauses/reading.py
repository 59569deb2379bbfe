"""Documents -> one agreement, or every problem that stands in its way, located."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from feidi.clauses.agreement import Agreement, Version
from feidi.clauses.amendment import in_versions
from feidi.clauses.catalogue import AGREEMENT_KINDS, POLICY_KINDS
from feidi.clauses.clause import Clause
from feidi.clauses.document import ClauseText, Document, Line
from feidi.clauses.governing import check_governing
from feidi.clauses.kinds.fiscal_split import FiscalSplit
from feidi.clauses.order import check_order
from feidi.clauses.roles import confusing_roles
from feidi.clauses.rule import KIND_LABEL, entries, read_rule
from feidi.clauses.values import Vocabulary, nearest
from feidi.evidence.currency import another_currency
from feidi.evidence.problem import Problem, has_errors
from feidi.evidence.source import At
from feidi.quantities.currency import currencies_in, currency_of
from feidi.quantities.folding import fold
from feidi.quantities.words import Words
from feidi.records.party import Party

PARTY_COLUMNS = {
    "角色": "role",
    "role": "role",
    "签约方": "name",
    "party": "name",
    "代表": "behind",
    "behind": "behind",
}


@dataclass
class _Reader:
    """Collects problems while the documents are read."""

    problems: list[Problem] = field(default_factory=list)

    def document(self, document: Document) -> None:
        for line in document.unclosed:
            self.problems.append(
                Problem(
                    "AG015",
                    line.at,
                    Words("代码块没有结束", "the fenced block never ends"),
                    Words("在块的末尾写一行 ```", "close it with a line of ```"),
                    line.text,
                )
            )

    def parties(self, document: Document) -> tuple[Party, ...]:
        """Return the parties of the table before the first clause."""
        header: list[str] = []
        found: list[Party] = []
        for line, cells in document.rows:
            named = [PARTY_COLUMNS.get(fold(cell).lower(), "") for cell in cells]
            if "role" in named and "name" in named:
                header = named
            elif header:
                row = dict(zip(header, cells, strict=False))
                found.append(
                    Party(
                        fold(row.get("role", "")),
                        row.get("name", ""),
                        fold(row.get("behind", "")),
                        line.at,
                    )
                )
        self._sound_parties(found, document)
        return tuple(found)

    def _sound_parties(self, found: list[Party], document: Document) -> None:
        roles = [party.role for party in found]
        for party in found:
            if not party.role or not party.name or roles.count(party.role) > 1:
                what = Words(
                    f"签约方“{party.role}”为空或重复",
                    f"the party “{party.role}” is empty or repeated",
                )
                fix = Words(
                    "每一行写一个不同的角色和全称",
                    "one row a party, with its own role and full name",
                )
                self.problems.append(Problem("AG002", party.at, what, fix))
            if party.behind and party.behind not in roles:
                what = Words(
                    f"“{party.role}”所代表的“{party.behind}”不是签约方",
                    f"“{party.role}” stands behind “{party.behind}”, which is no party",
                )
                self.problems.append(Problem("AG002", party.at, what, nearest(party.behind, roles)))
        if len(found) < 2:
            what = Words(
                f"签约方表有 {len(found)} 方，至少应有两方",
                f"the table of parties has {len(found)}; at least two are needed",
            )
            fix = Words(
                "在标题下写“| 角色 | 签约方 |”表，每方一行",
                "write a table “| Role | Party |” below the title, one row a party",
            )
            self.problems.append(Problem("AG001", At(document.file), what, fix))

    def rules(
        self, document: Document, names: Vocabulary, kinds: tuple[type[Clause], ...]
    ) -> list[Clause]:
        """Return the clauses of a document."""
        found: list[Clause] = []
        seen: dict[str, ClauseText] = {}
        for text in document.clauses:
            if not text.rules:
                continue
            self.problems += _badly_placed(text, seen.setdefault(text.id, text))
            clause, problems = read_rule(text, text.rules[0], names, kinds)
            self.problems += problems
            found += [clause] if clause else []
        return found

    def one_language(self, documents: tuple[Document, ...]) -> None:
        """An agreement is wholly Chinese or wholly English."""
        blocks = [b for d in documents for c in d.clauses for b in (*c.rules, *c.examples)]
        for block in blocks:
            if block.lang != blocks[0].lang:
                self.problems.append(
                    Problem(
                        "AG005",
                        block.at,
                        Words(
                            f"同一协议里混用了两种语言的规则块，第一块在第 {blocks[0].at.line} 行",
                            f"two languages of rules; the first is on line {blocks[0].at.line}",
                        ),
                        Words("整份协议只用一种语言", "write the whole agreement in one language"),
                    )
                )
                return


def _two_currencies(documents: tuple[Document, ...]) -> Iterator[Problem]:
    """All amounts are in one currency, statistics of money in the unit their clause names."""
    first: tuple[str, Line] | None = None
    lines = [line for document in documents for line in document.ruled_lines]
    statistics = {currency_of(unit) for line in lines for unit in _unit_named(line)}
    for line in lines:
        for code in currencies_in(line.text):
            if code in statistics:
                continue
            first = first or (code, line)
            if code != first[0]:
                yield another_currency("AG067", line.at, code, (first[0], first[1].at), line.text)


def _unit_named(line: Line) -> tuple[str, ...]:
    label, _, unit = fold(line.text).partition(":")
    return (unit.strip(),) if label.strip().lower() in ("计量单位", "unit") else ()


def _badly_placed(text: ClauseText, first: ClauseText) -> Iterator[Problem]:
    """One numbered heading a rule, one rule a heading; `first` is the first of that number."""
    if not text.id:
        what = Words(
            "规则块上面没有写明条号的标题", "no heading with a number stands above the rule"
        )
        fix = Words("在规则块上面写一行“## 第…条 标题”", "write “## Article n. Title” above it")
        yield Problem("AG007", text.rules[0].at, what, fix)
    elif text is not first:
        what = Words(
            f"条号“{text.id}”出现两次，前一次在第 {first.at.line} 行",
            f"“{text.id}” stands twice, before on line {first.at.line}",
        )
        fix = Words("每一条用不同的条号", "give each clause its own number")
        yield Problem("AG003", text.at, what, fix)
    if len(text.rules) > 1:
        what = Words(
            f"“{text.id}”下有 {len(text.rules)} 个规则块，一条只能有一个",
            f"“{text.id}” has {len(text.rules)} rule blocks; a clause has one",
        )
        fix = Words("分成两条，或各加一个小标题", "split the clause under two headings")
        yield Problem("AG004", text.rules[1].at, what, fix)


def read_policies(documents: tuple[Document, ...]) -> tuple[tuple[FiscalSplit, ...], list[Problem]]:
    """Return the dated fiscal rules of policy documents, and what is wrong with them."""
    reader = _Reader()
    found: list[FiscalSplit] = []
    for document in documents:
        reader.document(document)
        header = [cell for _, cells in document.rows for cell in cells[:1]]
        if not any(fold(cell).lower() in ("文号", "document number") for cell in header):
            reader.problems.append(
                Problem(
                    "PO001",
                    At(document.file),
                    Words("政策文件没有文号", "the policy does not state its document number"),
                    Words(
                        "在标题下的表里写一行“| 文号 | … |”",
                        "add a row “| Document number | … |” to the table below the title",
                    ),
                )
            )
        names = Vocabulary(clauses=tuple(c.id for c in document.clauses))
        for clause in reader.rules(document, names, POLICY_KINDS):
            if isinstance(clause, FiscalSplit):
                reader.problems += clause.sound()
                found.append(clause)
    reader.problems += _overlaps(found)
    return tuple(found), reader.problems


def _overlaps(rules: list[FiscalSplit]) -> Iterator[Problem]:
    """Two rules for one tax in one month: nobody may choose between them."""
    for index, later in enumerate(rules):
        for earlier in rules[:index]:
            shared = set(later.taxes) & set(earlier.taxes)
            if shared and any(
                earlier.covers(tax, later.first) or later.covers(tax, earlier.first)
                for tax in shared
            ):
                yield later.problem(
                    "PO012",
                    "first",
                    Words(
                        f"与 {earlier.at} 的规定在时间上重叠", f"overlaps in time with {earlier.at}"
                    ),
                    Words(
                        "在前一规定写明“至”，使每个月只有一种规定",
                        "give the earlier rule its “until”, so that each month has one rule",
                    ),
                )


def read_agreement(
    documents: tuple[Document, ...], policies: tuple[FiscalSplit, ...] = ()
) -> tuple[Agreement | None, list[Problem]]:
    """Return the agreement that the first document and its supplements write.

    None where an error stands in its way; the problems say where and how to mend it.
    """
    reader = _Reader()
    for document in documents:
        reader.document(document)
    parties = reader.parties(documents[0])
    numbers = tuple(c.id for d in documents for c in d.clauses if c.rules)
    reader.problems += confusing_roles(parties, numbers)
    names = Vocabulary(tuple(party.role for party in parties), tuple(dict.fromkeys(numbers)))
    clauses = [reader.rules(document, names, AGREEMENT_KINDS) for document in documents]
    reader.one_language(documents)
    reader.problems += _two_currencies(documents)
    versions, problems = in_versions(clauses)
    reader.problems += problems
    reader.problems += _settings_present(documents[0], versions)
    if has_errors(reader.problems):
        return None, reader.problems
    examples = tuple(b for d in documents for c in d.clauses for b in c.examples)
    agreement = Agreement(parties, versions, policies, examples, documents)
    problems = [p for v in versions for p in v.clause.check(agreement)]
    reader.problems += [*problems, *check_order(agreement), *check_governing(agreement)]
    return (None if has_errors(reader.problems) else agreement), reader.problems


def _settings_present(document: Document, versions: tuple[Version, ...]) -> Iterator[Problem]:
    """An agreement states its term, its rounding, and at least one clause that moves money.

    A clause that is written but cannot be read yet is not called missing.
    """
    stated = [
        said
        for clause in document.clauses
        for block in clause.rules[:1]
        for _, label, said in entries(block)[0]
        if label.lower() in KIND_LABEL
    ]
    read = [v.clause.title for v in versions if v.since is None]
    wanted = {"term": Words("期限与结算周期", "term"), "rounding": Words("取整与尾差", "rounding")}
    for kind, words in wanted.items():
        general = [
            v
            for v in versions
            if v.clause.kind == kind and v.since is None and not getattr(v.clause, "applies_to", ())
        ]
        unread = sum(said in words for said in stated) > read.count(words)
        if not general and not unread:
            yield Problem(
                "AG006",
                At(document.file),
                Words(
                    f"协议没有“{words.zh}”条款", f"the agreement has no clause of kind “{words.en}”"
                ),
                Words(f"加一条，规则块写“条款: {words.zh}”", f"add one, with “kind: {words.en}”"),
            )
    moves = any(v.clause.role in ("source", "pot", "parties") for v in versions)
    if not moves and len(stated) <= len(read):
        yield Problem(
            "AG006",
            At(document.file),
            Words("协议没有任何会产生金额的条款", "no clause of the agreement moves money"),
            Words("至少写一条范围或支付条款", "write at least one scope or payment clause"),
        )
