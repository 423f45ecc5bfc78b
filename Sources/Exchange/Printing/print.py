"""Prints an HTML document as tagged PDF (PDF/UA-1) with WeasyPrint.

    print.py DOCUMENT.html OUTPUT.pdf PAGES

Nothing is fetched: a document carries its pictures in it. What cannot be printed whole is an error:
then the exit status is not 0, and the last line of the standard error says why. PAGES is a file that
holds how many pages were laid out so far.

WeasyPrint 57 draws every box inside the marked content of the box around it and describes each page
by itself. For that version the marks and the structure are made here: every line of text and every
picture is the content of its own element, everything else is decoration; elements that run over
several pages are one element; cells say what they head, pictures what they show, words in which
language they are. Other versions tag by themselves.
"""

import gc
import logging
import os
import sys
import time

import pydyf
import weasyprint

TAGS = {
    'section': 'Sect', 'article': 'Art', 'div': 'Div', 'header': 'Div', 'main': 'Div',
    'blockquote': 'BlockQuote', 'p': 'P', 'h1': 'H1', 'h2': 'H2', 'h3': 'H3', 'h4': 'H4',
    'h5': 'H5', 'h6': 'H6', 'ul': 'L', 'ol': 'L', 'li': 'LI', 'table': 'Table', 'tr': 'TR',
    'th': 'TH', 'td': 'TD', 'thead': 'THead', 'tbody': 'TBody', 'tfoot': 'TFoot',
    'caption': 'Caption', 'figure': 'Div', 'figcaption': 'Caption', 'img': 'Figure', 'a': 'Link',
    'nav': 'Sect', 'b': 'Span', 'strong': 'Span', 'span': 'Span', 'small': 'Span', 'code': 'Code',
}
SKIPPED = ('html', 'body')


class Faults(logging.Handler):
    """Keeps what WeasyPrint could not print."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.errors = []

    def emit(self, record):
        if record.levelno >= logging.ERROR:
            self.errors.append(record.getMessage())


class Pages(logging.Handler):
    """Tells how far the layout is."""

    def __init__(self, path):
        super().__init__(logging.INFO)
        self.path = path
        self.told = 0.0

    def emit(self, record):
        words = record.getMessage().split()
        now = time.monotonic()
        if 'Page' in words and words[-1].isdigit() and now - self.told > .2:
            self.told = now
            with open(self.path + '.new', 'w') as file:
                file.write(words[-1])
            os.replace(self.path + '.new', self.path)


def fetch(url, *arguments, **options):
    if url.startswith('data:'):
        return weasyprint.default_url_fetcher(url)
    raise ValueError('nothing is fetched')


def name_of(element):
    return element.tag if element is not None and isinstance(element.tag, str) else ''


class Marks:
    """What was drawn on which page, in its order."""

    def __init__(self):
        self.leaves = []
        self.headed = {}

    def install(self):
        from weasyprint import draw
        from weasyprint.pdf import pdfua, stream
        marks = self
        text, replaced, page = draw.draw_text, draw.draw_replacedbox, draw.draw_page
        raw = pydyf.Stream

        def begin(stream_, box, mcid=False, tag=None):
            pass

        def end(stream_):
            pass

        def content(stream_, box, draw_it):
            element, kind = marks.place(stream_, box)
            if element is None:
                return draw_it()
            raw.end_marked_content(stream_)
            number = len(stream_.marked)
            raw.begin_marked_content(
                stream_, kind, pydyf.Dictionary({'MCID': number, **marks.parted(box)}))
            stream_.marked.append((kind, box))
            marks.leaves.append((stream_, number, element, box))
            draw_it()
            raw.end_marked_content(stream_)
            raw.begin_marked_content(stream_, 'Artifact')

        def draw_page(page_, stream_):
            raw.begin_marked_content(stream_, 'Artifact')
            page(page_, stream_)
            raw.end_marked_content(stream_)

        draw.draw_text = lambda stream_, box, *rest: content(
            stream_, box, lambda: text(stream_, box, *rest))
        draw.draw_replacedbox = lambda stream_, box: content(
            stream_, box, lambda: replaced(stream_, box))
        draw.draw_page = draw_page
        weasyprint.document.draw_page = draw_page
        stream.Stream.begin_marked_content = begin
        stream.Stream.end_marked_content = end
        pdfua.VARIANTS['pdf/ua-1'] = (self.structure, {'mark': True})
        weasyprint.pdf.VARIANTS['pdf/ua-1'] = (self.structure, {'mark': True})

    def place(self, stream_, box):
        """The element that is drawn and its tag; none for decoration and for repeated headings."""
        element = box.element
        if element is None or '::' in str(box.element_tag) and 'marker' not in box.element_tag and (
                'after' not in box.element_tag):
            return None, None
        head = element
        while head is not None and name_of(head) != 'thead':
            head = self.parents.get(head)
        if head is not None and self.headed.setdefault(head, stream_) is not stream_:
            return None, None
        return element, TAGS.get(name_of(element), 'Span')

    @staticmethod
    def parted(box):
        """Of a line that ends within a word what it says: a reader joins the word again.

        Source: ISO 32000-1, 14.8.2.2.3: the hyphen of a parted word is a soft hyphen.
        """
        layout = getattr(box, 'pango_layout', None)
        if layout is None or not layout.text.endswith('\u2010'):
            return {}
        return {'ActualText': pydyf.String(layout.text[:-1] + '\u00ad')}

    def read(self, root):
        self.root = root
        self.parents = {child: parent for parent in root.iter() for child in parent}

    def structure(self, pdf, metadata, document, page_streams):
        from weasyprint.pdf.metadata import add_metadata
        Structure(self, pdf, document, page_streams).write()
        add_metadata(pdf, metadata, 'ua', version=1, conformance=None)
        pdf.catalog['ViewerPreferences'] = pydyf.Dictionary({'DisplayDocTitle': 'true'})
        pdf.catalog['MarkInfo'] = pydyf.Dictionary({'Marked': 'true'})


class Structure:
    """The tree of elements with what was drawn of each."""

    def __init__(self, marks, pdf, document, page_streams):
        self.marks, self.pdf, self.document = marks, pdf, document
        self.streams = {stream: index for index, stream in enumerate(page_streams)}
        self.made = {}
        self.bodies = {}
        self.top = self.add({'S': '/Document', 'K': pydyf.Array()})

    def add(self, entries):
        element = pydyf.Dictionary({'Type': '/StructElem', **entries})
        self.pdf.add_object(element)
        return element

    def write(self):
        parents = [[] for _ in self.streams]
        # WeasyPrint makes this list anew whenever it is asked for it.
        pages = self.pdf.page_references
        for stream, number, element, box in self.marks.leaves:
            page = self.streams[stream]
            owner = self.owner(element, box)
            owner['K'].append(pydyf.Dictionary({
                'Type': '/MCR', 'Pg': pages[page], 'MCID': number}))
            parents[page].append(owner.reference)
            if name_of(element) == 'img':
                self.measure(owner, box, page)
        numbers = pydyf.Array()
        for page, owners in enumerate(parents):
            numbers.extend([page, pydyf.Array(owners)])
        self.links(numbers, len(parents))
        tree = pydyf.Dictionary({'Nums': numbers})
        self.pdf.add_object(tree)
        root = pydyf.Dictionary({
            'Type': '/StructTreeRoot', 'ParentTree': tree.reference,
            'ParentTreeNextKey': len(numbers) // 2, 'K': pydyf.Array([self.top.reference])})
        self.pdf.add_object(root)
        self.top['P'] = root.reference
        self.pdf.catalog['StructTreeRoot'] = root.reference

    def owner(self, element, box):
        """Where a line of text goes: the marker of an item is its label."""
        made = self.element(element)
        if name_of(element) != 'li':
            return made
        if 'marker' in str(box.element_tag):
            label = self.add({'S': '/Lbl', 'P': made.reference, 'K': pydyf.Array()})
            made['K'].insert(0, label.reference)
            return label
        return self.bodies[element]

    def element(self, element):
        if element in self.made:
            return self.made[element]
        name = name_of(element)
        parent = self.marks.parents.get(element)
        if parent is None or name in SKIPPED:
            return self.top
        above = self.element(parent)
        if parent in self.bodies:
            above = self.bodies[parent]
        if element in self.made:
            return self.made[element]
        made = self.new(element, name, above)
        if name == 'li':
            self.bodies[element] = self.child(made, 'LBody')
        if name == 'tr':
            for cell in element:
                self.new(cell, name_of(cell), made)
        return made

    def new(self, element, name, above):
        made = self.child(above, TAGS.get(name, 'Span'))
        self.made[element] = made
        language = element.get('lang')
        if language:
            made['Lang'] = pydyf.String(language)
        if name == 'img':
            made['Alt'] = pydyf.String(element.get('alt', ''))
        if name in ('th', 'td'):
            self.head(made, element, name)
        return made

    def child(self, above, tag):
        made = self.add({'S': f'/{tag}', 'P': above.reference, 'K': pydyf.Array()})
        above['K'].append(made.reference)
        return made

    @staticmethod
    def head(made, element, name):
        facts = {}
        if name == 'th':
            facts['Scope'] = '/Row' if element.get('scope', '').startswith('row') else '/Column'
        for attribute, key in (('colspan', 'ColSpan'), ('rowspan', 'RowSpan')):
            if element.get(attribute, '1').isdigit() and element.get(attribute, '1') != '1':
                facts[key] = int(element.get(attribute))
        if facts:
            made['A'] = pydyf.Dictionary({'O': '/Table', **facts})

    def measure(self, made, box, page):
        height = self.document.pages[page].height
        left, top = box.content_box_x(), box.content_box_y()
        made['A'] = pydyf.Dictionary({
            'O': '/Layout', 'Placement': '/Block', 'BBox': pydyf.Array([
                round(value * .75, 2) for value in (
                    left, height - top - box.height, left + box.width, height - top)])})

    def links(self, numbers, key):
        """Every link's place on its page belongs to the link's element."""
        pages = [item for item in self.pdf.objects
                 if isinstance(item, pydyf.Dictionary) and item.get('Type') == '/Page']
        for number, page in enumerate(pages):
            for link in self.document.pages[number].links:
                box = link[3]
                annotation = getattr(box, 'link_annotation', None)
                if annotation is None:
                    continue
                if name_of(box.element) != 'a':
                    # What stands in a link has its place within the link's own.
                    page['Annots'].remove(annotation.reference)
                    continue
                owner = self.element(box.element)
                owner['K'].append(pydyf.Dictionary({
                    'Type': '/OBJR', 'Obj': annotation.reference, 'Pg': page.reference}))
                annotation['StructParent'] = key
                annotation['F'] = 4
                annotation['Contents'] = pydyf.String(''.join(box.element.itertext())[:200])
                numbers.extend([key, owner.reference])
                key += 1


class Whole(str):
    """Words whose letters are not told apart."""

    def __iter__(self):
        yield str(self)


def draw_words_whole():
    """WeasyPrint 57 sets the words of drawings letter by letter: slowly, and without kerning.

    Where no letter has a place of its own, they are set in one piece.
    """
    from weasyprint import svg
    letters = svg.TAGS['text']

    def words(drawing, node, size):
        placed = any(name in node.attrib for name in ('dx', 'dy', 'rotate', 'letter-spacing'))
        if node.text and not placed and len(node.get('x', '').split()) < 2 and (
                len(node.get('y', '').split()) < 2):
            node.text = Whole(node.text)
        letters(drawing, node, size)

    svg.TAGS['text'] = words


def hyphenate_montenegrin():
    """Words of Montenegrin are parted as those of Serbian in Latin letters.

    Debian has patterns for six of the eight languages; Macedonian and Albanian words are not parted.
    """
    try:
        import pyphen
    except ImportError:
        return
    for name in ('sr-Latn', 'sr_Latn'):
        if name in pyphen.LANGUAGES:
            pyphen.LANGUAGES.setdefault('cnr', pyphen.LANGUAGES[name])


def main(source, target, pages):
    # One document, then the end: collecting garbage costs a quarter of the time and frees little.
    gc.disable()
    faults = Faults()
    weasyprint.LOGGER.addHandler(faults)
    progress = logging.getLogger('weasyprint.progress')
    progress.addHandler(Pages(pages))
    progress.setLevel(logging.INFO)
    hyphenate_montenegrin()
    with open(source, encoding='utf-8') as file:
        text = file.read()
    book = weasyprint.HTML(string=text, url_fetcher=fetch, base_url=None)
    if weasyprint.__version__.split('.')[0] == '57':
        marks = Marks()
        marks.read(book.etree_element)
        marks.install()
        draw_words_whole()
    with open(target, 'wb') as file:
        file.write(book.write_pdf(variant='pdf/ua-1', optimize_size=('fonts',)))
    if faults.errors:
        os.remove(target)
        sys.exit(faults.errors[0])


if __name__ == '__main__':
    main(*sys.argv[1:4])
