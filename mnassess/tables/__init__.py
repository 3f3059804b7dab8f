"""Everything as tidy DataFrames: a row a thing, typed columns, text as it was typed. Reads values, writes nothing."""
