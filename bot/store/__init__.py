"""All the SQL there is: schema, migrations, writing annotations, and the questions that commands ask."""

from __future__ import annotations
