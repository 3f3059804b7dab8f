"""Workbooks for people. The same values give the same bytes, and no text becomes a formula or a link."""
