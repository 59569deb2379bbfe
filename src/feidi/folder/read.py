"""A project folder -> its records and its problems: the whole way in."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from feidi.clauses.agreement import Agreement
from feidi.clauses.document import Document, read_document
from feidi.clauses.kinds.fiscal_split import FiscalSplit
from feidi.clauses.reading import read_agreement, read_policies
from feidi.clauses.setting import Book
from feidi.evidence.problem import Problem, has_errors, in_reading_order
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.folder.cells import cells_of
from feidi.folder.control import check_control_totals
from feidi.folder.folder import Folder
from feidi.folder.opening import Refused, Root
from feidi.folder.receipt_rows import ReceiptRows
from feidi.folder.receipt_rules import InTerm, Rules
from feidi.folder.receipts import ReceiptFiles, once_each, receipt_names
from feidi.folder.settings import read_settings
from feidi.folder.table import Row
from feidi.folder.tables import Tables
from feidi.folder.unknown_files import unknown_files
from feidi.quantities.calendar import MONTHS_A_YEAR, Period
from feidi.quantities.exact import AmountTooLarge
from feidi.quantities.words import Words

Progress = Callable[[str], None]


def read_folder(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Folder:
    """What does a project folder say, and what is wrong with it?

    progress: called with the name of each file before it is read. Every problem of documents,
    tables and receipts is in the result (FO001-FO022, RE001-RE015, and those of clauses/);
    nothing is raised for what a user wrote.
    """
    try:
        root = Root(path)
    except Refused as refused:
        empty = ReceiptFiles(Path(path))
        return Folder(Path(path), "", "zh", None, (), Book(), (), empty, (refused.problem,))
    return _Reading(root, progress or _silent).folder()


class _Reading:
    """Reads one folder, collecting problems."""

    def __init__(self, root: Root, progress: Progress) -> None:
        self.root, self.progress = root, progress
        self.problems: list[Problem] = []

    def folder(self) -> Folder:
        settings, problems = read_settings(self.root)
        self.problems += problems
        policies, problems = read_policies(self._documents(self._markdown(layout.POLICIES)))
        self.problems += problems
        agreement = self._agreement(policies)
        tables = Tables(self.root, agreement)
        book = Book(
            facts=tables.facts(),
            events=tables.events(),
            enterprises=tables.enterprises(),
            payments=tables.payments(),
        )
        posted = tables.posted()
        totals = tables.control_totals()
        receipts = self._receipts(agreement, book)
        self.problems += [*tables.problems, *unknown_files(self.root)]
        self._control(totals, receipts)
        title, lang = _told(agreement)
        return Folder(
            self.root.path,
            settings.name or title or self.root.path.name,
            settings.lang or lang,
            agreement,
            policies,
            book,
            posted,
            receipts,
            in_reading_order(self.problems),
            settings.note,
        )

    def _markdown(self, folder: str) -> list[str]:
        try:
            return [name for name in self.root.names(folder) if name.endswith(".md")]
        except Refused as refused:
            self.problems.append(refused.problem)
            return []

    def _documents(self, names: list[str]) -> tuple[Document, ...]:
        found = []
        for name in names:
            self.progress(name)
            try:
                found.append(read_document(self.root.document(name), name))
            except Refused as refused:
                self.problems.append(refused.problem)
        return tuple(found)

    def _agreement(self, policies: tuple[FiscalSplit, ...]) -> Agreement | None:
        names = [layout.AGREEMENT, *self._markdown(layout.SUPPLEMENTS)]
        documents = self._documents(names)
        if len(documents) < len(names):
            return None  # a part that cannot be read may change every other part
        agreement, problems = read_agreement(documents, policies)
        self.problems += problems
        return agreement

    def _receipts(self, agreement: Agreement | None, book: Book) -> ReceiptFiles:
        try:
            names = receipt_names(self.root)
        except Refused as refused:
            self.problems.append(refused.problem)
            names = []
        kept, problems = once_each(self.root, names)
        self.problems += problems
        seen = ReceiptRows(self.root, _rules(agreement, book), self.progress).read(kept)
        self.problems += seen.problems
        extents = tuple(seen.extents.items())
        return ReceiptFiles(self.root.path, kept, seen.latest, seen.repeated, extents)

    def _control(self, totals: tuple[Row, ...], receipts: ReceiptFiles) -> None:
        if not totals or has_errors(self.problems):
            return
        try:
            self.problems += check_control_totals(
                totals, cells_of(receipts.paths, repeated=receipts.repeated)
            )
        except AmountTooLarge as error:
            fix = Words("核对入库金额和单位", "check the amounts and units of the receipts")
            at = At(layout.CONTROL_TOTALS)
            self.problems.append(Problem("RE015", at, Words(str(error), str(error)), fix))


def _silent(name: str) -> None:
    """Take no note of progress."""


def _told(agreement: Agreement | None) -> tuple[str, str]:
    """Return the title and the language of an agreement."""
    if agreement is None:
        return "", "zh"
    blocks = [block for c in agreement.documents[0].clauses for block in c.rules]
    return agreement.title, blocks[0].lang


def _rules(agreement: Agreement | None, book: Book) -> Rules:
    park_of = {enterprise.id: enterprise.park for enterprise in book.enterprises}
    if agreement is None:
        return Rules(park_of)
    by_enterprise = agreement.term.subject == "enterprise"
    return Rules(park_of, _term_of(agreement, book), by_enterprise)


def _term_of(agreement: Agreement, book: Book) -> InTerm:
    """Return the question whether a period of an enterprise lies in the agreement's term."""
    term = agreement.term

    @cache
    def months(enterprise: str) -> tuple[int, int | None]:
        start = term.start_of(enterprise, book)
        if start is None:
            return 0, None
        years = term.last_year
        return start, None if years is None else start + years * MONTHS_A_YEAR - 1

    def in_term(enterprise: str, period: Period) -> bool:
        first, last = months(enterprise if term.subject == "enterprise" else "")
        return period.first >= first and (last is None or period.last <= last)

    return in_term
