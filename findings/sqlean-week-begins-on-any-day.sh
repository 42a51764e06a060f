#!/usr/bin/env bash
# SQLite with sqlean's time extension: a week begins on the day on which its year began, so Monday is cut to Thursday.
#
# Guess before the run: time_trunc(t, 'week') is the Monday of that week, as date_trunc('week', ...) is in PostgreSQL,
# whose names of fields it takes, and as the same extension counts weeks (time_get_isoweek); at worst the Sunday.
# Seen with sqlean.py 3.50.4.5: it is 1 January of the week's year, and seven days for each week since. In 2026,
# which began on a Thursday, Monday 2 March is "truncated" to Thursday 5 March, which is later than itself; half of
# the week is before its beginning. In 2027 it is Friday, and the first week begins on a day of the week before
# (1 January is in week 53 of 2026). Only in years that begin on a Monday, such as 2018 and 2024, does it hold.
# "All since this week began" finds nothing from Monday to Wednesday. The guide has a Saturday in an example, unexplained.
# Python's calendar, DuckDB 2.0.1 (PyPI) and SQLite's own date(t, 'weekday 0', '-6 days') tell the Monday.
# Ours counts no weeks in its base.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q sqlean.py==3.50.4.5 duckdb==2.0.1 >/dev/null
v/bin/python - <<'PY'
from datetime import date, timedelta

import duckdb
import sqlean

sqlean.extensions.enable_all()
base = sqlean.connect(":memory:")
DAYS = {
    "2018-03-04": "2018-02-26",
    "2024-12-29": "2024-12-23",
    "2024-12-30": "2025-01-01",
    "2026-03-01": "2026-02-26",
    "2026-03-02": "2026-03-05",
    "2027-01-01": "2026-12-31",
    "2027-01-04": "2027-01-01",
}
for told, was in DAYS.items():
    day = date.fromisoformat(told)
    monday = day - timedelta(days=day.weekday())
    parts = (day.year, day.month, day.day)
    (seen,) = base.execute("SELECT time_fmt_date(time_trunc(time_date(?, ?, ?), 'week'))", parts).fetchone()
    (week,) = base.execute("SELECT time_get_isoweek(time_date(?, ?, ?))", parts).fetchone()
    (own,) = base.execute("SELECT date(?, 'weekday 0', '-6 days')", (told,)).fetchone()
    ((duck,),) = duckdb.sql(f"SELECT date_trunc('week', DATE '{told}')::DATE").fetchall()
    print(f"{day:%a} {told}, week {week:2}: {date.fromisoformat(seen):%a} {seen}; the Monday is {monday}")
    assert week == day.isocalendar().week, f"the number of the week: {told}"
    assert own == str(duck) == str(monday), f"the peers: {told}: {own} {duck}"
    assert seen == was, f"changed: {told}: {seen}"
PY
echo "as seen: weeks begin on the day on which their year began"
