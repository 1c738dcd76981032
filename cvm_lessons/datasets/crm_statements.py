"""The SQL that makes the tables, keys, comments and views of the CRM database, written from the schema."""

from collections.abc import Iterable

from cvm_lessons.datasets.schema import Column, TableSchema, schema_of, table_names
from cvm_lessons.datasets.truths import truth

__all__ = ["table_statements", "view_statements", "with_referred"]

SQL_TYPES = {"text": "VARCHAR", "whole": "BIGINT", "number": "DOUBLE", "yes/no": "BOOLEAN", "date": "DATE"}
SPEND = "spend_space + spend_stand + spend_sponsorship + spend_digital"
# By view: the tables it reads, what it shows, its query.
VIEWS = {
    "exhibitors": (
        {"organisations"},
        "customers that book space at a show",
        "SELECT * FROM organisations WHERE role = 'exhibitor'",
    ),
    "visitors": (
        {"organisations"},
        "companies that send visitors to a show",
        "SELECT * FROM organisations WHERE role = 'visitor'",
    ),
    "bookings": (
        {"participations"},
        "participations that took place, with total spend and margin in yuan; visiting companies pay nothing",
        "SELECT * EXCLUDE (took_part), {spend} AS spend, "
        "{rate}::DOUBLE * ({spend}) - cost_to_serve AS margin FROM participations WHERE took_part",
    ),
    "answers": (
        {"surveys", "participations"},
        "answers to the survey, with whether the customer signed for the next edition on site",
        "SELECT surveys.*, participations.rebooked_on_site "
        "FROM surveys LEFT JOIN participations USING (customer_id, edition_id)",
    ),
}


def with_referred(tables: Iterable[str] | None = None) -> list[str]:
    """Return tables and all that they refer to, each after those it refers to.

    Parameters
    ----------
    tables : iterable of str, optional
        Names of tables; by default all.

    Returns
    -------
    list of str
        An order in which the tables can be made and filled.

    Raises
    ------
    ParameterError
        If there is no such table; the message names the nearest one.

    Examples
    --------
    >>> with_referred(["cocreation"])
    ['organisations', 'editions', 'cocreation']
    """
    ordered: dict[str, None] = {}
    for name in table_names() if tables is None else tables:
        ordered |= dict.fromkeys([*with_referred(schema_of(name).refers.values()), name])
    return list(ordered)


def table_statements(name: str) -> list[str]:
    """Return the SQL that makes an empty table with its keys, checks and comments.

    Parameters
    ----------
    name : str
        Name of the table.

    Returns
    -------
    list of str
        ``CREATE TABLE`` and the comments on the table and on each column.

    Raises
    ------
    ParameterError
        If there is no such table; the message names the nearest one.

    Examples
    --------
    >>> print(table_statements("rivals")[0])
    CREATE TABLE "rivals" (
      "show_id" VARCHAR NOT NULL,
      "sector" VARCHAR NOT NULL CHECK ("sector" IN ('machinery', 'electronics', 'food', 'home', 'medical', \
'packaging')),
      "name" VARCHAR NOT NULL,
      "own" BOOLEAN NOT NULL,
      "price_m2" BIGINT NOT NULL CHECK ("price_m2" >= 1),
      PRIMARY KEY ("show_id")
    )
    """
    schema = schema_of(name)
    lines = ",\n  ".join([*map(_column, schema.columns), *_keys(schema)])
    return [
        f"CREATE TABLE {_name(name)} (\n  {lines}\n)",
        f"COMMENT ON TABLE {_name(name)} IS {_text(f'{schema.about} {schema.grain.capitalize()}.')}",
        *(
            f"COMMENT ON COLUMN {_name(name)}.{_name(column.name)} IS {_text(_meaning(column))}"
            for column in schema.columns
        ),
    ]


def view_statements(tables: Iterable[str]) -> list[str]:
    """Return the SQL that makes the views which read nothing but the given tables.

    Parameters
    ----------
    tables : iterable of str
        Names of the tables that are there.

    Returns
    -------
    list of str
        ``CREATE VIEW`` and the comment of each view.

    Examples
    --------
    >>> view_statements(["organisations"])[0]
    "CREATE VIEW exhibitors AS SELECT * FROM organisations WHERE role = 'exhibitor'"
    """
    rate, there, statements = truth("spending")["margin_rate"]["value"], set(tables), []
    for name, (needed, about, query) in VIEWS.items():
        if needed <= there:
            statements += [
                f"CREATE VIEW {name} AS {query.format(spend=SPEND, rate=rate)}",
                f"COMMENT ON VIEW {name} IS {_text(about)}",
            ]
    return statements


def _column(column: Column) -> str:
    name, choices = _name(column.name), ", ".join(map(_text, column.choices))
    # Only an order makes an ENUM: it sorts by its order, and texts are expected to sort as texts.
    kind = f"ENUM ({choices})" if column.ordered else SQL_TYPES.get(column.type, "VARCHAR")
    limits = [f"{name} IN ({choices})"] if choices and not column.ordered else []
    limits += [] if column.low is None else [f"{name} >= {column.low:g}"]
    limits += [] if column.high is None else [f"{name} <= {column.high:g}"]
    filled = [] if column.missing else ["NOT NULL"]
    return " ".join([name, kind, *filled, *([f"CHECK ({' AND '.join(limits)})"] if limits else [])])


def _keys(schema: TableSchema) -> list[str]:
    keys = [f"PRIMARY KEY ({_names(schema.key)})"]
    keys += [f"UNIQUE ({_names(schema.unique)})"] if schema.unique else []
    for column, other in schema.refers.items():
        there = _name(schema_of(other).key[0])
        keys.append(f"FOREIGN KEY ({_name(column)}) REFERENCES {_name(other)} ({there})")
    return keys


def _meaning(column: Column) -> str:
    unit = f" ({column.unit})" if column.unit else ""
    missing = f"; missing: {column.missing}" if column.missing else ""
    return f"{column.about}{unit}{missing}"


def _name(name: str) -> str:
    return f'"{name}"'


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(_name, names))


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
