"""``html.parser``: calls the handlers as ``modules/html_parser.py`` says."""


class HTMLParser:
    __module__ = 'html.parser'
    CDATA_CONTENT_ELEMENTS = ('script', 'style')

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self._starttag_text = None
        self.reset()

    def reset(self):
        self.rawdata = ''
        self.lasttag = '???'
        self.cdata_elem = None
        self.lineno = 1
        self.offset = 0

    def feed(self, data):
        self.rawdata = self.rawdata + data
        self.goahead(False)

    def close(self):
        self.goahead(True)

    def goahead(self, end):
        end = True if end else False
        going_on = True
        while going_on:
            events, rest, lasttag, element, lineno, offset, going_on, message = _html_parse(
                self.rawdata,
                self.lasttag,
                self.cdata_elem,
                self.lineno,
                self.offset,
                True if self.convert_charrefs else False,
                self.CDATA_CONTENT_ELEMENTS,
                end,
            )
            for name, args, self.lineno, self.offset, self._starttag_text in events:
                if name == 'handle_starttag' or name == 'handle_startendtag':
                    self.lasttag = args[0]
                getattr(self, name)(*args)
            if message is not None:
                raise AssertionError(message)
            self.rawdata = rest
            self.lasttag = lasttag
            self.cdata_elem = element
            self.lineno = lineno
            self.offset = offset

    def getpos(self):
        return self.lineno, self.offset

    def get_starttag_text(self):
        return self._starttag_text

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()

    def clear_cdata_mode(self):
        self.cdata_elem = None

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass
