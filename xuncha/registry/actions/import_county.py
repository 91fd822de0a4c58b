"""One county workbook into the registry and, by their takers, into the later rooms: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xuncha.base.remarks import Remark, errors
from xuncha.base.sheets_in import Book
from xuncha.base.words import Sentence
from xuncha.registry.actions._writing import Writer
from xuncha.registry.choices import choices
from xuncha.registry.core.county import County
from xuncha.registry.core.judge import judge
from xuncha.registry.core.merging import Difference, difference, merge
from xuncha.registry.facts import county_of
from xuncha.registry.takers import TAKERS, Taken
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.refusal import Refusal


@dataclass(frozen=True)
class Imported:
    """What an import did, or what its dry run would do: the registry's changes, what later rooms took, remarks."""

    difference: Difference
    taken: tuple[Taken, ...]
    remarks: tuple[Remark, ...]

    @property
    def nothing_new(self) -> bool:
        """Whether everything was there already."""
        return not self.difference and not any(one.added or one.changed for one in self.taken)

    def counts(self) -> list[tuple[Sentence, int, int]]:
        """What, added, changed: the registry's lists first, then those of later rooms."""
        own = list(self.difference.counts().values())
        return own + [(one.what, one.added, one.changed) for one in self.taken if one.added or one.changed]


class NotSound(Refusal):
    """The workbook has errors; `remarks` tells them all."""

    def __init__(self, remarks: tuple[Remark, ...]):
        self.remarks = remarks
        number = len(errors(remarks))
        super().__init__(
            "workbook-errors",
            Sentence(
                f"工作簿有 {number} 处错误，没有导入任何内容。",
                f"The workbook has {number} errors; nothing was imported.",
            ),
            Sentence("请按提示改正后重新上传。", "Correct them and upload it again."),
        )


@action("registry.import", roles=OFFICE, says=Sentence("导入县情登记工作簿", "import the county workbook"))
def import_county(act: Act, *, book: Book) -> Imported:
    """Lays the workbook over the registry; blanks keep what is known, nothing is deleted.

    The same workbook twice changes nothing. Raises NotSound when the judge finds errors.
    """
    return _import(act, book)


@action(
    "registry.preview", roles=OFFICE, says=Sentence("试导入县情登记工作簿", "dry run of the county workbook")
)
def preview_county(act: Act, *, book: Book) -> Imported:
    """What the import would do, found by doing it and taking it back. Raises NotSound."""
    with act.rehearsal():
        return _import(act, book)


def _import(act: Act, book: Book) -> Imported:
    known = county_of(act)
    judgement = judge(book, known, choices())
    if not judgement.passes:
        raise NotSound(judgement.remarks)
    own = _registry_only(judgement.county)
    changes = difference(known, own)
    Writer(act).write(merge(known, own), changes.changes)
    taken = tuple(take(act, judgement.county) for _, take in TAKERS)
    return Imported(changes, taken, judgement.remarks)


def _registry_only(county: County) -> County:
    """Without the sheets that later rooms take."""
    return replace(county, cadres=(), guests=(), recusals=(), inspected=(), open_items=())
