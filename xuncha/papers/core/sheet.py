"""The rows of a bordered form, said one after the other."""

from collections.abc import Sequence

from xuncha.papers.core.tables import Cell, Row, as_text


class Sheet:
    """The rows of one bordered form, in the order they are said; drawn when the `with` block ends."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def row(self, *cells: object, widths: Sequence[float] = (), height: float = 9) -> None:
        """Label, value, label, value …; `widths` are shares of the row (2 : 5), `height` mm at least."""
        shares = widths or [2.0 if index % 2 == 0 else 5.0 for index in range(len(cells))]
        self.rows.append(
            Row(
                tuple(
                    Cell(as_text(cell), share, label=index % 2 == 0)
                    for index, (cell, share) in enumerate(zip(cells, shares, strict=True))
                ),
                height,
                splits=any(len(as_text(cell)) > 300 for cell in cells),
            )
        )

    def heads(self, *titles: str, widths: Sequence[float] = ()) -> None:
        """The head of a list inside the form."""
        shares = widths or [1.0] * len(titles)
        self.rows.append(
            Row(tuple(Cell(title, share, label=True) for title, share in zip(titles, shares, strict=True)))
        )

    def line(self, *cells: object, widths: Sequence[float] = (), height: float = 8) -> None:
        """A row of a list inside the form: whole numbers stand right, everything else left."""
        shares = widths or [1.0] * len(cells)
        self.rows.append(
            Row(
                tuple(
                    Cell(as_text(cell), share, "right" if isinstance(cell, int) else "left")
                    for cell, share in zip(cells, shares, strict=True)
                ),
                height,
            )
        )

    def band(self, text: str) -> None:
        """One cell over the whole width: the name of the part that follows."""
        self.rows.append(Row((Cell(text, 1, label=True),)))

    def box(
        self,
        label: str,
        text: str = "",
        height: float = 30,
        sign: Sequence[str] = (),
        widths: Sequence[float] = (2, 12),
    ) -> None:
        """A tall field: `label` left, `text` right, and the lines `sign` at its foot to sign and date."""
        self.rows.append(
            Row(
                (Cell(label, widths[0], label=True), Cell(text, widths[1], sign=tuple(sign))),
                height,
                splits=len(text) > 300,
            )
        )
