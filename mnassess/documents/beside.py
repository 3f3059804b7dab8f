"""What a document holds beside its answers, never printed: procedure facts, interview notes, what waits on the shelf.

Each has a path of its own, `interview.files[juki].profile.name`: the name of the part, then what it speaks of.
"""

FACTS = "procedure_facts"
"""Name of the procedure facts in a document, and first name of their paths."""
INTERVIEW = "interview"
"""The same of the interview notes; a note's path goes on with the path of its blank."""
SHELVED = "shelved"
"""The same of what waits; its path goes on with the path of its place on the form."""
_PARTS = frozenset({FACTS, INTERVIEW, SHELVED})


def split_beside(path: str) -> tuple[str, str]:
    """(FACTS, INTERVIEW or SHELVED; what the path speaks of there); ("", the path) for that of an answer."""
    name, _, rest = path.partition(".")
    return (name, rest) if name in _PARTS else ("", path)


def fact_path(name: str) -> str:
    """The path of a procedure fact."""
    return f"{FACTS}.{name}"


def note_path(path: str) -> str:
    """The path of the note of a blank."""
    return f"{INTERVIEW}.{path}"


def noted_blank(path: str) -> str:
    """The blank whose note stands at a path; any other path as it is."""
    name, rest = split_beside(path)
    return rest if name == INTERVIEW else path
