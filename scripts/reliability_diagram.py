"""The diagram of docs/accuracy.svg: how often numbers are wrong against how often their confidence says so."""

import math


class Diagram:
    """How often numbers are wrong against how often their confidence promises them to be, both in powers of ten."""

    LEFT, TOP, SIZE, DECADES, FOOT = 90, 40, 480, 5, 60  # from 1 down to 10^-5; none wrong stands at the foot

    def __init__(self):
        self.parts = []

    def along(self, share):
        return self.SIZE * (1 + math.log10(share) / self.DECADES)

    def x(self, share):
        return self.LEFT + self.along(share)

    def y(self, share):
        return self.TOP + self.SIZE - self.along(share) if share else self.TOP + self.SIZE + self.FOOT

    def text(self, x, y, words, more=""):
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" {more}>{words}</text>')

    def line(self, points, stroke="#000", more=""):
        (x1, y1), (x2, y2) = points
        self.parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" {more}/>')

    def axes(self):
        right, foot = self.LEFT + self.SIZE, self.TOP + self.SIZE + self.FOOT
        for power in range(self.DECADES + 1):
            share, name = 10.0 ** -power, f"{100 / 10 ** power:g} %"
            self.line([(self.LEFT, self.y(share)), (right, self.y(share))], "#ccc")
            self.line([(self.x(share), self.TOP), (self.x(share), foot)], "#ccc")
            self.text(self.LEFT - 8, self.y(share) + 4, name, 'text-anchor="end"')
            self.text(self.x(share), foot + 18, name, 'text-anchor="middle"')
        self.line([(self.LEFT, foot), (right, foot)])
        self.text(self.LEFT - 8, foot + 4, "none 无", 'text-anchor="end"')
        self.line([(self.LEFT, self.TOP + self.SIZE), (right, self.TOP)], more='stroke-dasharray="6 4"')
        self.text(self.LEFT + self.SIZE / 2, foot + 42, "promised to be wrong: 1 − mean confidence 置信度所示错误率",
                  'text-anchor="middle"')
        self.text(self.LEFT, self.TOP - 12, "found wrong 实测错误率")

    def point(self, at, low, numbers, right, confidence):
        x = self.x(max(1 - float(confidence / numbers), 10.0 ** -self.DECADES))
        y = self.y(max((numbers - right) / numbers, 10.0 ** -self.DECADES) if right < numbers else 0)
        fill = "#000" if right < numbers else "#fff"
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{fill}" stroke="#000"/>')
        above = y - 14 - at % 3 * 16  # bins crowd: neighbours have their labels at different heights
        self.line([(x, y - 5), (x, above - 4)], "#888")
        self.text(x + 3, above, f"{low:.3f}–")

    def svg(self, bins):
        self.axes()
        for at, (low, (_, *sums)) in enumerate(sorted(bins.items())):
            self.point(at, low, *sums)
        width, height = self.LEFT + self.SIZE + 70, self.TOP + self.SIZE + self.FOOT + 60
        return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
                          f'width="{width}" height="{height}" font-family="sans-serif" font-size="13">',
                          "<title>Promised against found share of wrong numbers</title>",
                          f'<rect width="{width}" height="{height}" fill="#fff"/>', *self.parts, "</svg>", ""])
