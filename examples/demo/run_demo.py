"""The main job: an agent that answers by writing code, three hostile scripts, and pauses that outlive their process.

    make demo                            # installs what it needs: the package with extras, and what agents need
    python examples/demo/run_demo.py     # where that is installed

The agent's model is scripted and needs no network. `MONTY_TOOLS_DEMO_MODEL=anthropic:claude-sonnet-4-6`, or another
name that Pydantic AI knows, puts a real one in its place. Coloured in a terminal, plain in a pipe. Ends with 0 if
everything went as this file says it must.
"""

from __future__ import annotations

import asyncio
import inspect
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from approval_agent import CODE as APPROVAL_CODE
from approval_agent import DATABASE, from_json
from approval_agent import QUESTION as APPROVAL_QUESTION
from flight_agent import LIMITS, QUESTION, SCRIPT, flight_agent, scripted_model
from flight_tools import FlightTools, build_database, rows_of
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic_ai import Agent
from pydantic_ai.exceptions import AgentRunError, UserError
from pydantic_ai.messages import ModelMessage, ToolCallPart, ToolReturnPart
from pydantic_ai.models import Model, infer_model
from rich.console import Console
from rich.padding import Padding
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text
from trace_view import limits_table, trace_table

from monty_tools import FunctionSnapshot, FutureSnapshot, Monty, MontyComplete, MontyError

MODEL_VARIABLE = 'MONTY_TOOLS_DEMO_MODEL'
HOSTILE = Path(__file__).resolve().parent / 'hostile'
STOP_AT = 'get_plane'
MAX_LINES = 12
"""Lines that are shown of a text; of a longer one the beginning is shown."""
LABEL_WIDTH = 18

console = Console(highlight=False)
Progress = FunctionSnapshot | FutureSnapshot | MontyComplete


def heading(text: str) -> None:
    """A part of the demo begins."""
    console.print()
    console.print(Text(text, 'bold cyan'))


def fact(name: str, *told: str | Text) -> None:
    """A label, and beside it one or more lines."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=LABEL_WIDTH)
    table.add_column()
    for place, text in enumerate(told):
        table.add_row(Text('' if place else name, 'dim'), text)
    console.print(Padding(table, (0, 0, 0, 2)))


def listing(title: str, text: Text) -> None:
    """A title, and below it the first lines of a text."""
    lines = text.split()
    shown = Text('\n').join(lines[:MAX_LINES])
    if len(lines) > MAX_LINES:
        shown.append(f'\n… {len(lines) - MAX_LINES} more lines', 'dim')
    console.print()
    console.print(Text(f'  {title}', 'bold'))
    console.print(Padding(shown, (0, 0, 0, 4)))


# An agent that answers by writing code.


def agents_answer(tools: FlightTools) -> None:
    """Ask the agent; show each piece of code and what its model was told of it, the answer, the trace, the limits."""
    heading('1. An agent answers a question by writing Python that calls its tools')
    model = chosen_model()
    counts = {name: len(rows_of(name)) for name in ('flights', 'planes', 'weather')}
    fact('question', Text(QUESTION, 'bold'))
    fact('data', '{flights:,} flights, {planes:,} aircraft, {weather} weather reports in SQLite'.format(**counts))
    fact('tools', ', '.join(tool.__name__ for tool in tools.tools))
    fact('model', model.model_name, Text(f'{MODEL_VARIABLE}=… puts another in its place', 'dim'))
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    Agent.instrument_all()
    try:
        run = flight_agent(model, tools.tools).run_sync(QUESTION)
    except (AgentRunError, UserError) as error:
        show_trace(exporter.get_finished_spans())
        raise SystemExit(f'the agent came to no answer: {error}') from None
    show_attempts(run.all_messages())
    console.print()
    fact('answer', Text(run.output, 'bold green'))
    show_trace(exporter.get_finished_spans())


def chosen_model() -> Model:
    """The scripted model, or the one that the environment names."""
    name = os.environ.get(MODEL_VARIABLE)
    if not name:
        return scripted_model()
    try:
        return infer_model(name)
    except (ImportError, UserError) as error:
        raise SystemExit(f'{MODEL_VARIABLE}={name}: {error}') from None


def show_attempts(messages: list[ModelMessage]) -> None:
    """Each piece of code that the model sent, and what it was told of it."""
    attempts = 0
    for part in (part for message in messages for part in message.parts):
        if isinstance(part, ToolCallPart):
            attempts += 1
            code = str(part.args_as_dict().get('code', ''))
            listing(f'Code {attempts}', Syntax('', 'python', theme='ansi_dark').highlight(code.rstrip()))
        elif isinstance(part, ToolReturnPart):
            listing('The model is told', Text(str(part.content)))


def show_trace(spans: tuple[ReadableSpan, ...]) -> None:
    """The tree of all spans, and how near the last code came to its limits."""
    console.print()
    console.print(Text('  The trace', 'bold'))
    console.print(Padding(trace_table(spans), (0, 0, 0, 2)))
    runs = [span for span in spans if span.name == 'run_code']
    if runs:
        console.print()
        console.print(Text('  How near the last code came to each limit', 'bold'))
        console.print(Padding(limits_table(runs[-1]), (0, 0, 0, 2)))


# The interpreter by itself.


def hostile_scripts() -> None:
    """Run each hostile script and tell what stopped it."""
    heading('2. Three hostile scripts, in the same process')
    for file in sorted(HOSTILE.glob('*.py')):
        began = time.perf_counter()
        try:
            Monty(file.read_text(encoding='utf-8'), script_name=file.name).run(limits=LIMITS)
        except MontyError as error:
            took = (time.perf_counter() - began) * 1000
            reason = str(error).strip().splitlines()[-1].partition('; ')[0]
            on_record = [f'on record: {found.kind} {found.name}, line {found.line}' for found in error.violations]
            stopped = Text(f'stopped after {took:,.0f} ms', 'red')
            fact(file.stem.replace('_', ' '), stopped, reason, *on_record)
        else:
            raise SystemExit(f'{file.name} was not stopped')


class Host:
    """The host's side of a paused program: makes the calls that it asks for, side by side where it gathers them."""

    def __init__(self, tools: FlightTools) -> None:
        self.functions = {tool.__name__: tool for tool in tools.tools}
        self.pending: dict[int, asyncio.Task[object]] = {}

    def program(self) -> Monty:
        """The agent's script with the functions that it may use, and nothing else."""
        return Monty(SCRIPT.read_text(encoding='utf-8'), external_functions=self.functions, script_name=SCRIPT.name)

    async def finish(self, progress: Progress) -> MontyComplete:
        """Answer calls until the program ends."""
        while not isinstance(progress, MontyComplete):
            progress = await self.answer(progress)
        return progress

    async def answer(self, progress: FunctionSnapshot | FutureSnapshot) -> Progress:
        """Begin the call that the program stopped at, or wait for one that it can't go on without."""
        if isinstance(progress, FunctionSnapshot):
            call = self.call(progress.function_name, progress.kwargs)
            self.pending[progress.call_id] = asyncio.create_task(call)
            return progress.resume(pending=True)
        tasks = {call_id: self.pending[call_id] for call_id in progress.pending_call_ids}
        await asyncio.wait(tasks.values(), return_when=asyncio.FIRST_COMPLETED)
        return progress.resume({call_id: outcome_of(task) for call_id, task in tasks.items() if task.done()})

    async def call(self, name: str, arguments: dict[str, object]) -> object:
        value = self.functions[name](**arguments)
        return await value if inspect.isawaitable(value) else value

    async def paused(self) -> FunctionSnapshot:
        """The agent's script where it first calls `STOP_AT`."""
        progress = self.program().start(limits=LIMITS)
        while not (isinstance(progress, FunctionSnapshot) and progress.function_name == STOP_AT):
            assert not isinstance(progress, MontyComplete)
            progress = await self.answer(progress)
        return progress


def outcome_of(task: asyncio.Task[object]) -> dict[str, object]:
    """What `resume` is told of a call that is done. An exception is the program's to handle, as a builtin one."""
    error = task.exception()
    return {'return_value': task.result()} if error is None else {'exception': error}


def pause_and_go_on(tools: FlightTools) -> None:
    """Stop the agent's script at a call, store it, and finish it in a new process with the same answer."""
    heading('3. The script by itself: paused at a call, finished in another process')
    in_one_go = asyncio.run(Host(tools).finish(Host(tools).program().start(limits=LIMITS)))
    fact('in one go', str(in_one_go.value))
    paused = asyncio.run(Host(tools).paused())
    file = tools.database.with_name('paused.snapshot')
    file.write_bytes(paused.dump())
    arguments = ', '.join(f'{name}={value!r}' for name, value in paused.kwargs.items())
    fact('paused at', f'{paused.function_name}({arguments}) in process {os.getpid()}')
    fact('stored', f'{file.stat().st_size:,} bytes')
    command = [sys.executable, __file__, '--finish', str(file), str(tools.database)]
    child = subprocess.run(command, capture_output=True, check=False, encoding='utf-8')
    if child.returncode:
        raise SystemExit(child.stderr)
    told = json.loads(child.stdout)
    fact('finished', f'in process {told["process"]}')
    if told['answer'] != in_one_go.value:
        raise SystemExit(f'another answer: {told["answer"]!r}')
    fact('same answer', Text('yes', 'green'))


def finish(snapshot: Path, database: Path) -> None:
    """The other process: load the snapshot, run the program to its end, print the answer."""
    host = Host(FlightTools(database))
    ended = asyncio.run(host.finish(FunctionSnapshot.load(snapshot.read_bytes())))
    print(json.dumps({'answer': ended.value, 'process': os.getpid()}))


def approval_in_langchain(tools: FlightTools) -> None:
    """Run the same tools in a LangChain agent up to an approval; answer it in another process; show one trace."""
    heading('4. The same tools in a LangChain agent: an approval, answered after a restart')
    fact('question', Text(APPROVAL_QUESTION, 'bold'))
    listing('Code', Syntax('', 'python', theme='ansi_dark').highlight(APPROVAL_CODE.rstrip()))
    console.print()
    asked = in_new_process('ask', tools)
    (call,) = asked['waits']
    arguments = ', '.join(f'{name}={value!r}' for name, value in call['arguments'].items())
    fact(
        'waits for', f'{call["name"]}({arguments})', f'line {call["line"]}, process {asked["process"]}, which has ended'
    )
    answered = in_new_process('yes', tools)
    fact('approved', f'in process {answered["process"]}')
    fact('the model is told', Text(answered['messages'][-2], 'bold green'))
    if answered['waits'] or 'sent to operations' not in answered['messages'][-2]:
        raise SystemExit('the approved call was not made')
    spans = from_json([*asked['spans'], *answered['spans']])
    if len({span.context.trace_id for span in spans if span.context is not None}) != 1:
        raise SystemExit('the two processes left more than one trace')
    console.print()
    console.print(Text('  One trace of both processes', 'bold'))
    console.print(Padding(trace_table(spans), (0, 0, 0, 2)))


def in_new_process(action: str, tools: FlightTools) -> dict[str, Any]:
    """What a process of `approval_agent` tells."""
    command = [sys.executable, str(Path(__file__).with_name('approval_agent.py')), str(tools.database.parent), action]
    child = subprocess.run(command, capture_output=True, check=False, encoding='utf-8')
    if child.returncode:
        raise SystemExit(child.stderr)
    told: dict[str, Any] = json.loads(child.stdout)
    return told


def main() -> None:
    """The demo, or its other process."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Not every encoding has the lines of the tree.
        sys.stdout.reconfigure(errors='replace')
    if sys.argv[1:2] == ['--finish']:
        finish(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    with tempfile.TemporaryDirectory() as folder:
        tools = FlightTools(Path(folder).resolve() / DATABASE)
        build_database(tools.database)
        agents_answer(tools)
        hostile_scripts()
        pause_and_go_on(tools)
        approval_in_langchain(tools)
    console.print()


if __name__ == '__main__':
    main()
