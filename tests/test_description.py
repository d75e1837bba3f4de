"""What a model reads: short, stable, valid Python."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from test_signatures import Spec, keyed, mypy

from monty_tools import CodeMode, Files, InMemory, ReadOnly, ResourceLimits
from monty_tools.description import describe
from monty_tools.interpreter.modules import REGISTRY
from monty_tools.schemas import Stubs

MODULES = tuple(sorted(REGISTRY))


def tokens(text: str) -> float:
    """An upper estimate: common tokenizers make a token of 3.5 characters of code or more."""
    return len(text) / 3.5


ADDRESS = {
    'title': 'Address',
    'description': 'Where to send it.',
    **keyed(('street', 'city'), street={'type': 'string'}, city={'type': 'string'}, zip={'type': ['string', 'null']}),
}
ORDER = {
    'title': 'Order',
    **keyed(
        ('id', 'status', 'placed', 'lines'),
        id={'type': 'string', 'format': 'uuid'},
        status={'enum': ['open', 'paid', 'shipped']},
        placed={'type': 'string', 'format': 'date-time'},
        lines={
            'type': 'array',
            'items': {
                'title': 'Line',
                **keyed(('sku', 'quantity'), sku={'type': 'string'}, quantity={'type': 'integer', 'minimum': 1}),
            },
        },
        ship_to=ADDRESS,
    ),
}


def text(description: str = '', **more: Any) -> dict[str, Any]:
    return {'type': 'string', **({'description': description} if description else {}), **more}


TEN = [
    Spec(
        'get_orders',
        keyed(
            ('customer_id',),
            customer_id=text('The customer', format='uuid'),
            status={'anyOf': [{'enum': ['open', 'paid', 'shipped']}, {'type': 'null'}], 'default': None},
            limit={'type': 'integer', 'default': 10, 'minimum': 1, 'maximum': 100},
            since=text(format='date-time'),
        ),
        {'type': 'array', 'items': ORDER},
        'Orders of a customer, newest first.',
    ),
    Spec('create_order', keyed(('order',), order=ORDER), ORDER, 'Create an order and tell the customer.'),
    Spec(
        'search_docs',
        keyed(('query',), query=text('Words to look for'), top_k={'type': 'integer', 'default': 5}),
        {'type': 'array', 'items': {'title': 'Passage', **keyed(('url', 'text'), url=text(), text=text())}},
        'Search the documentation.\n\nReturns the best matching passages with their address.',
    ),
    Spec(
        'send_mail',
        keyed(
            ('to', 'subject', 'body'),
            to={'type': 'array', 'items': text(format='email'), 'minItems': 1},
            subject=text(maxLength=200),
            body=text('Markdown'),
            cc={'type': 'array', 'items': text(), 'default': []},
        ),
        {'type': 'null'},
        'Send a mail.',
    ),
    Spec('find-user', keyed(('X-Key', 'from'), **{'X-Key': text(), 'from': text()}), None, 'Look a user up.'),
    Spec('list_files', keyed((), folder=text(default='/')), {'type': 'array', 'items': text()}, 'Names of files.'),
    Spec(
        'convert',
        keyed(('amount', 'source', 'target'), amount={'type': 'number'}, source=text(), target=text()),
        {'type': 'array', 'prefixItems': [{'type': 'number'}, text(format='date')], 'minItems': 2, 'maxItems': 2},
        'Convert between currencies; gives the amount and the day of the rate.',
    ),
    Spec('now', keyed(), text(format='date-time'), 'The time now, UTC.'),
    Spec(
        'query',
        keyed(('sql',), sql=text('One SELECT'), parameters={'type': 'array', 'items': {}, 'default': []}),
        {'type': 'array', 'items': {'type': 'object'}},
        'Run a query on the read-only database.',
    ),
    Spec(
        'weather',
        keyed(('city',), city=text(), days={'type': 'integer', 'minimum': 1, 'maximum': 14, 'default': 3}),
        {'type': 'object', 'additionalProperties': {'type': 'number'}},
        'Highest temperature by day, in degrees Celsius.',
    ),
]


def test_the_rules_are_short() -> None:
    assert tokens(describe(Stubs([]), modules=MODULES)) < 350


def test_ten_ordinary_tools_are_short() -> None:
    assert tokens(describe(Stubs(TEN), modules=MODULES)) < 1_500


def test_the_whole_text_is_python(tmp_path: Path) -> None:
    whole = describe(Stubs(TEN), modules=MODULES)
    module = ast.parse(whole)
    assert ast.get_docstring(module) is not None
    assert [each.name for each in module.body if isinstance(each, ast.AsyncFunctionDef)] == list(Stubs(TEN).signatures)
    (tmp_path / 'described.py').write_text(whole, encoding='utf-8')
    (tmp_path / 'stub.pyi').write_text(Stubs(TEN).module_text, encoding='utf-8')
    (tmp_path / 'empty.py').write_text(describe(Stubs([])), encoding='utf-8')
    # What type checkers say about calls is what `arguments` says.
    (tmp_path / 'caller.py').write_text(
        'from stub import Address, convert, get_orders\n\n\n'
        'async def main() -> str:\n'
        "    amount, day = await convert(amount=1, source='a', target='b')\n"
        "    orders = await get_orders(customer_id='x', status=None)\n"
        "    nowhere: Address = {'street': '', 'city': ''}\n"
        "    return day + orders[0]['lines'][0]['sku'] + orders[0].get('ship_to', nowhere)['city']\n",
        encoding='utf-8',
    )
    assert mypy(tmp_path) == ''
    (tmp_path / 'caller.py').write_text("from stub import now\n\nnow(zone='x')\n", encoding='utf-8')
    assert 'Unexpected keyword argument "zone"' in mypy(tmp_path)


def test_the_text_runs(tmp_path: Path) -> None:
    """The definitions stand in an order in which Python finds the names it needs."""
    path = tmp_path / 'described.py'
    path.write_text(describe(Stubs(TEN), modules=MODULES), encoding='utf-8')
    subprocess.run([sys.executable, str(path)], check=True)


def test_the_text_is_stable() -> None:
    assert describe(Stubs(TEN), modules=MODULES) == describe(Stubs(list(TEN)), modules=list(MODULES))


@pytest.mark.parametrize(
    ('modules', 'told', 'untold'),
    [
        (('asyncio', 'math'), ('asyncio.gather', 'Imports: only asyncio, math.'), ('No imports',)),
        (('math',), ('Imports: only math.',), ('asyncio.gather',)),
        ((), ('No imports.',), ('asyncio.gather', 'Imports')),
        (
            (*(f'm{number}' for number in range(30)), 're', 'json'),
            ('Imports: only what computes in the standard library (json, re …), no packages such as numpy.',),
            ('m1', 'asyncio.gather'),
        ),
    ],
)
def test_modules(modules: tuple[str, ...], told: tuple[str, ...], untold: tuple[str, ...]) -> None:
    whole = describe(Stubs([]), modules=modules)
    assert all(each in whole for each in told)
    assert not any(each in whole for each in untold)


def test_limits() -> None:
    assert ': 5 s of computing (not of waiting for calls), 50 MB' in describe(Stubs([]))
    few = ResourceLimits(execution_time_limit_ms=None, memory_limit_mb=20, allocation_limit=None, external_call_limit=3)
    assert "limits can't: 20 MB, 3 calls." in describe(Stubs([]), limits=few)
    none = ResourceLimits(
        execution_time_limit_ms=None, memory_limit_mb=None, allocation_limit=None, external_call_limit=None
    )
    assert "limits can't." in describe(Stubs([]), limits=none)


def test_two_hundred_tools(tmp_path: Path) -> None:
    specs = [
        Spec(f'tool_{number}', keyed(('order',), order=ORDER, limit={'type': 'integer'}), ORDER, 'Does it.')
        for number in range(200)
    ]
    whole = describe(Stubs(specs), modules=MODULES)
    assert whole.count('class ') == 3
    assert len(whole) < 200 * 110
    (tmp_path / 'described.py').write_text(whole, encoding='utf-8')
    assert mypy(tmp_path) == ''


def test_files_are_told(tmp_path: Path) -> None:
    files = Files({'/data': ReadOnly(tmp_path), '/tmp': InMemory(1000)})
    whole = describe(Stubs([]), modules=MODULES, files=files)
    assert 'Files (`open`, `os`, `pathlib`): only below `/data` (read only), `/tmp`. No others, network' in whole
    assert 'No files, `open`, network' in describe(Stubs([]), modules=MODULES)
    assert CodeMode([], files=files).description.startswith(whole.partition('- TypedDicts')[0])
