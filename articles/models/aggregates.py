"""A list of values in one column, on either database."""

from django.db.models import Aggregate, TextField


class Joined(Aggregate):
    """The values as one text with commas: `Subquery(rows.annotate(ids=Joined("user")).values("ids"))`; None for no rows."""

    output_field = TextField()

    def as_sqlite(self, compiler, connection):
        return self.as_sql(compiler, connection, template="GROUP_CONCAT(%(expressions)s)")

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, template="STRING_AGG((%(expressions)s)::text, ',')")
