"""Figures of paired runs, and tables of them in Markdown."""

import statistics


def three(value):
    """Three figures that count: 0.0123, 1.23, 12.3, 123, 12,300."""
    if value == 0:
        return "0"
    digits = 0
    size = abs(value)
    while size >= 1000:
        size, digits = size / 10, digits + 1
    if digits:
        return "{:,}".format(int(round(value / 10 ** digits) * 10 ** digits))
    return "%.*f" % (2 if size < 10 else 1 if size < 100 else 0, value) if size >= 1 else "%.3g" % value


def spread(values):
    """Median, least and most of measurements."""
    return [three(f(values)) for f in (statistics.median, min, max)]


class Table:
    """Rows of measurements, each with its median, least and most, and how many there were."""

    def __init__(self, what, unit, *notes):
        self.lines = ["| %s | %s, median | least | most | runs |" % (what, unit), "|---|---|---|---|---|"]
        self.notes = list(notes)

    def row(self, what, values):
        if values:
            self.lines.append("| %s | %s | %s | %s | %d |" % (what, *spread(values), len(values)))
            print("  %s: %s" % (what, " ".join(spread(values))), flush=True)

    def ratio(self, what, ours, others):
        """How many times as much the others take, pair by pair."""
        self.row(what, [other / our for our, other in zip(ours, others)])

    def note(self, text):
        self.notes.append(text)
        print("  %s" % text, flush=True)

    def text(self):
        return "\n".join(self.lines + ["" for _ in self.notes[:1]] + self.notes) + "\n"
