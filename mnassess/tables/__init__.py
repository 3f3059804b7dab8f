"""Everything as pandas DataFrames."""
