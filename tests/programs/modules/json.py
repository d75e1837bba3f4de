# --- encoders and decoders
import json
from json import JSONDecoder, JSONEncoder, JSONDecodeError
class Set(JSONEncoder):
    def default(self, o):
        if isinstance(o, set): return sorted(o)
        return super().default(o)
print(json.dumps({'s': {3, 1}}, cls=Set), Set(indent=1).encode([{2}]), list(JSONEncoder().iterencode([1, 'a', None])), ''.join(Set().iterencode({'a': {1}})))
try: json.dumps({1, 2})
except TypeError as e: print(e)
try: Set().encode(3j)
except TypeError as e: print(e)
d = JSONDecoder()
print(d.decode(' [1, 2.5, true] '), d.raw_decode('{"a": 1} rest'), JSONDecoder(object_hook=lambda o: sorted(o)).decode('{"b": 1, "a": {"c": 2}}'))
print(JSONDecoder(parse_float=str, parse_int=lambda s: s + '!', object_pairs_hook=tuple).decode('{"a": 1.50, "b": 2}'))
for text in ('', '[1,]', '{"a" 1}', '"a', '[1] 2', '{1: 2}', 'nul', '"\x01"'):
    try: print(d.decode(text))
    except JSONDecodeError as e: print(e, e.msg, e.pos, e.lineno, e.colno, e.doc == text)
