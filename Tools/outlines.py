#!/usr/bin/env python3
"""Write Sources/Pages/Assets/europe.json: outlines of the countries in and around Europe.

Source: Natural Earth 1:50m countries (public domain), from Debian's r-cran-rnaturalearthdata.
R is not needed:

    apt-get download r-cran-rnaturalearthdata
    dpkg-deb -x r-cran-rnaturalearthdata_*.deb unpacked
    python3 -m venv venv && venv/bin/pip install rdata
    venv/bin/python Tools/outlines.py unpacked > Sources/Pages/Assets/europe.json

Borders are simplified arc by arc, so that neighbours keep the same line between them.
Result: {"source": …, "countries": [{"code": "SI", "rings": [[x, y, dx, dy, …], …]}, …]}, in
hundredths of a degree, longitude first, each point but the first as the step from the one before.
"""

import json
import sys
import warnings
import zlib

WINDOW = (-45.0, 22.0, 75.0, 81.0)  # west, south, east, north
TOLERANCE = 0.012  # degrees: a quarter of a pixel on a map of Europe 1000 pixels wide
SMALLEST = 0.004  # square degrees; smaller islands are left out, save a country's largest ring
UNCODED = {"Kosovo": "XK", "France": "FR", "Norway": "NO", "N. Cyprus": "CY", "Somaliland": "SO"}


def unpacked_object(folder, name):
    """The R object `name` of the package's lazy-load database."""
    warnings.simplefilter("ignore")
    import gzip
    import lzma

    import rdata

    base = f"{folder}/usr/lib/R/site-library/rnaturalearthdata/data/Rdata"
    with open(base + ".rdx", "rb") as file:
        index = rdata.conversion.convert(rdata.parser.parse_data(gzip.decompress(file.read())))
    start, length = (int(n) for n in index["variables"][name])
    with open(base + ".rdb", "rb") as file:
        file.seek(start)
        entry = file.read(length)
    if entry[4:5] == b"Z":
        filters = [{"id": lzma.FILTER_LZMA2, "preset": 6}]
        data = lzma.decompress(entry[5:], format=lzma.FORMAT_RAW, filters=filters)
    else:
        data = zlib.decompress(entry[4:])
    return rdata.parser.parse_data(data).object


def attributes(node):
    """The attributes of an R object, by name."""
    found, pair = {}, node.attributes
    while pair is not None and pair.tag is not None:
        symbol = pair.tag if pair.tag.value is not None else pair.tag.referenced_object
        found[symbol.value.value.decode()] = pair.value[0]
        pair = pair.value[1]
        if pair.info.type.name == "NILVALUE":
            break
    return found


def column(frame, name):
    names = [text.value.decode() for text in attributes(frame)["names"].value]
    values = frame.value[names.index(name)]
    if "levels" in attributes(values):
        levels = [text.value for text in attributes(values)["levels"].value]
        return [levels[code - 1].decode("latin-1") if code > 0 else "" for code in values.value]
    return [text.value.decode("latin-1") if text.value else "" for text in values.value]


def rings_of(polygons):
    for polygon in attributes(polygons)["Polygons"].value:
        parts = attributes(polygon)
        if parts["hole"].value[0]:
            continue
        numbers = list(parts["coords"].value)
        half = len(numbers) // 2
        yield [(round(x, 5), round(y, 5)) for x, y in zip(numbers[:half], numbers[half:])][:-1]


def clipped(ring):
    """The part of a ring inside the window (Sutherland and Hodgman, 1974)."""
    west, south, east, north = WINDOW
    sides = [(0, west, 1), (1, south, 1), (0, east, -1), (1, north, -1)]
    for axis, limit, sign in sides:
        result = []
        for current, previous in zip(ring, ring[-1:] + ring[:-1]):
            inside = sign * (current[axis] - limit) >= 0
            if inside != (sign * (previous[axis] - limit) >= 0):
                share = (limit - previous[axis]) / (current[axis] - previous[axis])
                result.append(tuple(p + share * (c - p) for p, c in zip(previous, current)))
            if inside:
                result.append(current)
        ring = result
        if len(ring) < 3:
            return []
    return [point for point, before in zip(ring, ring[-1:] + ring[:-1]) if point != before]


def area(ring):
    pairs = zip(ring, ring[1:] + ring[:1])
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def thinned(line):
    """Douglas and Peucker (1973), by a stack."""
    keep, stack = {0, len(line) - 1}, [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        farthest, place = 0.0, None
        for index in range(first + 1, last):
            x, y = line[index]
            if length:
                distance = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
            else:
                distance = ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            if distance > farthest:
                farthest, place = distance, index
        if place is not None and farthest > TOLERANCE:
            keep.add(place)
            stack += [(first, place), (place, last)]
    return [line[index] for index in sorted(keep)]


def simplified(ring, junctions):
    """Each arc between junctions is thinned in one direction, whichever country asks."""
    cuts = [index for index, point in enumerate(ring) if point in junctions]
    if len(cuts) < 2:
        first = cuts[0] if cuts else ring.index(min(ring))
        start = ring[first]
        far = max(range(len(ring)), key=lambda i: sum((a - b) ** 2 for a, b in zip(ring[i], start)))
        cuts = sorted({first, far})
    result = []
    for first, last in zip(cuts, cuts[1:] + [cuts[0] + len(ring)]):
        arc = [ring[index % len(ring)] for index in range(first, last + 1)]
        forward = arc <= arc[::-1]
        line = thinned(arc if forward else arc[::-1])
        result += (line if forward else line[::-1])[:-1]
    return result


def encoded(ring):
    points = [(round(x * 100), round(y * 100)) for x, y in ring]
    points = [p for p, before in zip(points, points[-1:] + points[:-1]) if p != before]
    numbers, x, y = [], 0, 0
    for px, py in points:
        numbers += [px - x, py - y]
        x, y = px, py
    return numbers


def main(folder):
    parts = attributes(unpacked_object(folder, "countries50"))
    codes, names = column(parts["data"], "iso_a2"), column(parts["data"], "name")
    countries = {}
    for code, name, polygons in zip(codes, names, parts["polygons"].value):
        code = UNCODED.get(name, code)
        rings = [ring for ring in map(clipped, rings_of(polygons)) if ring]
        if rings and len(code) == 2:
            countries.setdefault(code, []).extend(rings)
    neighbours = {}
    for rings in countries.values():
        for ring in rings:
            for before, point, after in zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1]):
                neighbours.setdefault(point, set()).update((before, after))
    junctions = {point for point, others in neighbours.items() if len(others) > 2}
    outlines = []
    for code, rings in sorted(countries.items()):
        rings.sort(key=area, reverse=True)
        kept = [r for i, r in enumerate(rings) if i == 0 or area(r) >= SMALLEST]
        coded = [encoded(simplified(ring, junctions)) for ring in kept]
        outlines.append({"code": code, "rings": [ring for ring in coded if len(ring) >= 6]})
    text = json.dumps(
        {"source": "Made with Natural Earth", "countries": outlines}, separators=(",", ":"))
    print(text.replace('{"code"', '\n{"code"').replace("]}]}", "]}\n]}"))


if __name__ == "__main__":
    main(sys.argv[1])
