# --- basic use
import logging
logging.basicConfig(level=logging.INFO, format='%(levelname)s %(name)s %(message)s')
log = logging.getLogger('app')
log.info('hello %s', 'world'); log.debug('hidden'); log.warning('x=%d y=%r', 1, 'a'); log.error('no args %s'); log.critical('bad')
logging.info('root %(k)s', {'k': 'v'}); logging.getLogger('app.db').info('child'); log.log(25, 'custom level'); log.log(logging.DEBUG, 'no')
try: 1 / 0
except ZeroDivisionError as e:
    log.exception('failed: %s', e)
    log.error('with info', exc_info=True)
    log.warning('instance', exc_info=e)
log.info('no exception', exc_info=True)
print(log, logging.getLogger(), log.level, log.getEffectiveLevel(), log.isEnabledFor(10), log.name, log.parent.name, log.propagate, log.handlers, log.hasHandlers(), logging.getLogger('app') is log, logging.getLogger('').name)
logging.basicConfig(level=logging.DEBUG); logging.debug('still hidden')
logging.basicConfig(level='DEBUG', format='{levelname:>8}|{message}', style='{', force=True); logging.debug('now'); log.info('braces')
# --- without configuration
import logging
log = logging.getLogger('lib')
log.warning('last resort'); log.info('nothing'); log.error('plain')
try: [][0]
except IndexError: log.exception('oops')
logging.warning('makes a handler'); log.warning('formatted now')
# --- handlers and formatters
import logging, sys
class ListHandler(logging.Handler):
    def __init__(self, level=logging.NOTSET): super().__init__(level); self.records = []
    def emit(self, record): self.records.append(self.format(record))
root = logging.getLogger('svc'); root.propagate = False; root.setLevel(logging.DEBUG)
h = ListHandler(); h.setFormatter(logging.Formatter('[%(levelname)-8s] %(name)s:%(lineno)d %(funcName)s %(filename)s %(module)s - %(message)s'))
warn = ListHandler('WARNING'); warn.setFormatter(logging.Formatter('{name}/{levelno}/{message}', style='{'))
dollar = ListHandler(); dollar.setFormatter(logging.Formatter('$name-${message}', style='$'))
for each in (h, warn, dollar): root.addHandler(each)
root.addHandler(h)
def work(): root.info('in work'); root.getChild('sub').warning('from %s', 'child', stacklevel=1)
work()
print(h.records, warn.records, dollar.records, len(root.handlers))
root.removeHandler(dollar)
out = logging.StreamHandler(sys.stdout); out.setLevel(logging.ERROR); out.setFormatter(logging.Formatter('OUT %(message)s'))
root.addHandler(out); root.error('to stdout'); root.info('not there')
print(h, logging.NullHandler(), out.level, out.formatter is not None, logging.StreamHandler().terminator == '\n')
class Upper(logging.Formatter):
    def format(self, record): return super().format(record).upper()
    def formatException(self, ei): return f'<{ei[0].__name__}>'
out.setFormatter(Upper())
try: int('x')
except ValueError: root.exception('upper')
out.setFormatter(logging.Formatter('%(message)s %(user)s', defaults={'user': 'nobody'})); root.error('default'); root.error('given', extra={'user': 'me'})
for f in (lambda: root.error('x', extra={'name': 1}), lambda: logging.Formatter('no fields'), lambda: logging.Formatter('x', style='!'), lambda: logging.Formatter('x', style='{'), lambda: logging.Formatter('$', style='$'), lambda: root.setLevel('NOPE'), lambda: root.setLevel(1.5), lambda: root.log('INFO', 'x'), lambda: logging.getLogger(5), lambda: logging.Handler().emit(None), lambda: logging.basicConfig(nope=1), lambda: logging.setLoggerClass(int)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- filters and adapters
import logging, sys
log = logging.getLogger('f'); log.setLevel('DEBUG'); log.propagate = False
out = logging.StreamHandler(sys.stdout); out.setFormatter(logging.Formatter('%(name)s %(message)s %(levelname)s')); log.addHandler(out)
class NoSecret(logging.Filter):
    def filter(self, record):
        record.msg = str(record.msg).replace('secret', '***')
        return 'drop' not in record.msg
log.addFilter(NoSecret()); log.info('a secret'); log.info('drop me')
out.addFilter(lambda r: r.levelno >= logging.WARNING); log.info('low'); log.warning('high')
a = logging.LoggerAdapter(log, {'user': 'u1'}); out.setFormatter(logging.Formatter('%(user)s %(message)s')); a.warning('adapted'); a.error('e %d', 3)
class Prefix(logging.LoggerAdapter):
    def process(self, msg, kwargs): return f'[{self.extra["id"]}] {msg}', kwargs
out.setFormatter(None); Prefix(log, {'id': 7}).critical('prefixed')
print(a, a.isEnabledFor(10), a.name, a.getEffectiveLevel(), logging.Filter('a.b').filter(logging.makeLogRecord({'name': 'a.b.c'})), logging.Filter('a').filter(logging.makeLogRecord({'name': 'ab'})), log.filters[0].name)
log.removeFilter(log.filters[0]); log.warning('secret')
# --- levels
import logging
logging.addLevelName(25, 'NOTICE')
print(logging.getLevelName(25), logging.getLevelName('NOTICE'), logging.getLevelName(10), logging.getLevelName('INFO'), logging.getLevelName(99), logging.getLevelName('x'), logging.CRITICAL, logging.FATAL, logging.WARN, logging.NOTSET, logging.getLevelNamesMapping(), logging.BASIC_FORMAT)
log = logging.getLogger('a.b.c'); top = logging.getLogger('a'); top.setLevel(25); mid = logging.getLogger('a.b')
print(log.parent is mid, mid.parent is top, top.parent is logging.getLogger(), log.getEffectiveLevel(), log.isEnabledFor(20), log.isEnabledFor(25), log)
logging.disable(logging.WARNING); log.warning('off'); log.error('on'); logging.disable(logging.NOTSET); log.disabled = True; log.error('off'); log.disabled = False
log.log(25, 'notice'); log.warn('old'); log.fatal('fatal'); logging.shutdown()
# --- records
import logging
r = logging.LogRecord('n', 20, '/x/y.py', 5, 'msg %s %s', (1, 2), None, 'fn')
print(r, r.getMessage(), r.name, r.levelname, r.filename, r.module, r.lineno, r.funcName, r.args, r.msg, r.exc_info, r.pathname, r.processName, r.threadName, sorted(set(vars(r)) - {'taskName'}))
r = logging.makeLogRecord({'msg': 'made', 'levelname': 'X', 'extra': 5})
print(r.getMessage(), r.extra, logging.Formatter('%(levelname)s %(extra)d').format(r), logging.BufferingFormatter(logging.Formatter('%(message)s;')).format([r, r]), logging.Formatter().format(r), logging.Formatter('%(asctime)s').usesTime(), logging.Formatter().usesTime())
class My(logging.Logger):
    def shout(self, m): self.warning(m.upper())
logging.setLoggerClass(My); logging.getLogger('mine').shout('hey'); logging.setLoggerClass(logging.Logger)
print(type(logging.getLogger('mine')).__name__, logging.getLoggerClass().__name__, logging.getLogRecordFactory() is logging.LogRecord)
class R(logging.LogRecord): pass
logging.setLogRecordFactory(R); print(type(logging.makeLogRecord({})).__name__); logging.setLogRecordFactory(logging.LogRecord)
h = logging.StreamHandler(); h.name = 'named'; print(h.name, h.get_name()); h.close(); h.setStream(None)
print(logging.PercentStyle('%(message)s').usesTime(), logging.StrFormatStyle('{asctime}').usesTime(), logging.StringTemplateStyle('$asctime').usesTime(), issubclass(logging.Handler, logging.Filterer), issubclass(logging.RootLogger, logging.Logger), logging.raiseExceptions, logging.captureWarnings(False), logging.logThreads, logging.logProcesses, logging.logMultiprocessing)
# --- children and handlers by name
# min_python: 3.12
import logging
a, b, c = logging.getLogger('a'), logging.getLogger('a.b'), logging.getLogger('a.b.c')
h = logging.NullHandler(); h.set_name('hh')
print(a.getChildren() == {b}, c.getChildren(), logging.getHandlerByName('hh') is h, 'hh' in logging.getHandlerNames(), logging.getHandlerByName('zz'), logging.logAsyncioTasks)
# --- state across calls
# externals: add
import logging, sys
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format='%(levelname)s:%(lineno)d:%(message)s')
log = logging.getLogger('app'); n = 0
class Count(logging.Filter):
    def filter(self, record):
        global n
        n = add(n, 1)
        return True
log.addFilter(Count())
log.info('one %s', add(1, 1)); log.debug('two'); print(add(n, 10)); log.getChild('x').warning('three'); print(n)
