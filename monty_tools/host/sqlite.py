"""What SQLite's authorizer lets statements do: named actions and functions, nothing else.

The functions are those of https://www.sqlite.org/lang_corefunc.html, lang_aggfunc, windowfunctions, lang_datefunc,
lang_mathfunc, json1, fts5 and rtree that compute, and have no effect on anything.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import Final

FUNCTIONS: Final = frozenset(
    """
    abs changes char coalesce concat concat_ws format glob hex if ifnull iif instr last_insert_rowid length like
    likelihood likely lower ltrim max min nullif octet_length printf quote random randomblob replace round rtrim sign
    soundex sqlite_source_id sqlite_version substr substring total_changes trim typeof unhex unicode unistr
    unistr_quote unlikely upper zeroblob
    avg count group_concat median percentile percentile_cont percentile_disc string_agg sum total
    cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number
    current_date current_time current_timestamp date datetime julianday strftime time timediff unixepoch
    acos acosh asin asinh atan atan2 atanh ceil ceiling cos cosh degrees exp floor ln log log10 log2 mod pi pow power
    radians sin sinh sqrt tan tanh trunc
    -> ->> json json_array json_array_insert json_array_length json_error_position json_extract json_group_array
    json_group_object json_insert json_object json_patch json_pretty json_quote json_remove json_replace json_set
    json_type json_valid jsonb jsonb_array jsonb_array_insert jsonb_extract jsonb_group_array jsonb_group_object
    jsonb_insert jsonb_object jsonb_patch jsonb_remove jsonb_replace jsonb_set
    bm25 highlight match offsets snippet matchinfo
    """.split()
)
SCHEMA_TABLES: Final = frozenset(('sqlite_master', 'sqlite_schema', 'sqlite_temp_master', 'sqlite_temp_schema'))
"""What of SQLite's own tables may be read: what tables there are."""
ROWS: Final = frozenset((sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE))


class Authorizer:
    """Asked by SQLite about each thing that a statement would do, while it is compiled."""

    def __init__(self, read_only: bool, functions: Collection[str]) -> None:
        self.read_only = read_only
        self.functions = functions

    def __call__(
        self, action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None
    ) -> int:
        return sqlite3.SQLITE_OK if self.allows(action, first or '', second or '') else sqlite3.SQLITE_DENY

    def allows(self, action: int, first: str, second: str) -> bool:
        if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE):
            return True
        if action == sqlite3.SQLITE_READ:
            return not first.lower().startswith('sqlite_') or first.lower() in SCHEMA_TABLES
        if action == sqlite3.SQLITE_FUNCTION:
            return second.lower() in FUNCTIONS or second.lower() in self.functions
        return action in ROWS and not self.read_only and not first.lower().startswith('sqlite_')
