"""Ⅰ against Ⅱ: which files (特定個人情報ファイル) there are, how many people and items they hold, since when."""

from collections.abc import Iterator

from mnassess.documents.model import Assessment
from mnassess.forms.model import FormKind
from mnassess.language import say
from mnassess.rules.check import DETAILED, THRESHOLD, Case, Check, plain
from mnassess.rules.problems import Problem, Severity
from mnassess.rules.rulebook import Band

_NAMES = "overview.file_names"
_SUBJECTS = "overview.operation.subject_count"


class FileNotDescribed(Check):
    """A file named in Ⅰ3 has no Ⅱ and Ⅲ."""

    code = "CON10"
    severity = Severity.ERROR
    forms = DETAILED
    places = (_NAMES,)

    def find(self, case: Case) -> Iterator[Problem]:
        described = set(_profile_names(case).values())
        for name in case.value(_NAMES) or ():
            if plain(name) not in described:
                yield self.problem(
                    _NAMES,
                    say(
                        "「{title}」にある「{name}」のⅡ・Ⅲがありません。ファイルを加えるか、名称をそろえてください。",
                        title=case.title(_NAMES),
                        name=name,
                    ),
                )


class FileNotListed(Check):
    """A file described in Ⅱ is not named in Ⅰ3."""

    code = "CON11"
    severity = Severity.ERROR
    forms = DETAILED
    places = ("files[].profile.name",)

    def find(self, case: Case) -> Iterator[Problem]:
        listed = {plain(name) for name in case.value(_NAMES) or ()}
        for path in case.files if listed else ():
            at = f"{path}.profile.name"
            name = case.text(at)
            if name and plain(name) not in listed:
                yield self.problem(
                    at,
                    say(
                        "ファイル「{name}」が「{title}」にありません。Ⅰに加えるか、名称をそろえてください。",
                        name=name,
                        title=case.title(_NAMES),
                    ),
                )


class FileNamedTwice(Check):
    """Two files of one name cannot be told apart."""

    code = "CON12"
    severity = Severity.WARNING
    places = (_NAMES, "files[].profile.name")

    def find(self, case: Case) -> Iterator[Problem]:
        seen: set[str] = set()
        for name in case.value(_NAMES) or ():
            if plain(name) in seen:
                yield self.problem(_NAMES, _named_twice(name))
            seen.add(plain(name))
        met: set[str] = set()
        for path, name in _profile_names(case).items():
            if name in met:
                yield self.problem(f"{path}.profile.name", _named_twice(case.text(f"{path}.profile.name")))
            met.add(name)


def _named_twice(name: str) -> str:
    return say(
        "ファイル名「{name}」が二度使われています。区別できる名称に改めるか、一方を消してください。",
        name=name,
    )


class FileOrder(Check):
    """Ⅱ and Ⅲ follow the order of Ⅰ3."""

    code = "CON13"
    severity = Severity.INFO
    forms = DETAILED
    places = (_NAMES,)

    def find(self, case: Case) -> Iterator[Problem]:
        listed = [plain(name) for name in case.value(_NAMES) or ()]
        described = list(_profile_names(case).values())
        if listed != described and sorted(listed) == sorted(described):
            yield self.problem(
                _NAMES,
                say(
                    "「{title}」の順番が、Ⅱ・Ⅲのファイルの順番と違います。そろえてください。",
                    title=case.title(_NAMES),
                ),
            )


def _profile_names(case: Case) -> dict[str, str]:
    """Path of a file → its name as compared; files without a name left out."""
    names = {path: plain(case.text(f"{path}.profile.name")) for path in case.all_files}
    return {path: name for path, name in names.items() if name}


def band(case: Case, choices: str, code: object) -> Band | None:
    """The band a choice of counts means."""
    return case.rules.bands[choices].find(code)


class SubjectsAndPersons(Check):
    """対象人数 of the operation against 対象となる本人の数 of its files."""

    code = "CON14"
    severity = Severity.WARNING
    forms = DETAILED
    places = (_SUBJECTS,)

    def find(self, case: Case) -> Iterator[Problem]:
        total = band(case, "subject_count", case.value(_SUBJECTS))
        counts = [case.value(f"{path}.profile.basic.person_count") for path in case.all_files]
        parts = [part for code in counts if (part := band(case, "person_count", code))]
        if total is None or not parts or len(parts) < len(counts):
            return
        most = None if any(part.upper is None for part in parts) else sum(part.upper or 0 for part in parts)
        too_many = total.upper is not None and max(part.lower for part in parts) >= total.upper
        too_few = most is not None and most <= total.lower
        if too_many or too_few:
            yield self.problem(
                _SUBJECTS,
                say(
                    "「{title}」（{total}）が、各ファイルの対象となる本人の数（{parts}）と合いません。計数を確かめてください。",
                    title=case.title(_SUBJECTS),
                    total=total.text,
                    parts="、".join(part.text for part in parts),
                ),
            )


class PartLargerThanFile(Check):
    """Handed to a contractor or recipient are the data of more people than the file holds."""

    code = "CON15"
    severity = Severity.WARNING
    forms = DETAILED
    places = ("files[].profile.outsourcing.tasks", "files[].profile.provision")
    _lists = ("outsourcing.tasks", "provision.provided_to", "provision.transferred_to")

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            whole = band(case, "person_count", case.value(f"{path}.profile.basic.person_count"))
            for name in self._lists if whole and whole.upper else ():
                for entry in case.entries(f"{path}.profile.{name}"):
                    at = f"{entry}.person_count"
                    part = band(case, "person_count", case.value(at))
                    if whole and part and part.lower >= (whole.upper or 0):
                        yield self.problem(
                            at,
                            say(
                                "「{title}」（{part}）が、ファイルの対象となる本人の数（{whole}）を超えています。確かめてください。",
                                title=case.title(at),
                                part=part.text,
                                whole=whole.text,
                            ),
                        )


class RecordItemCount(Check):
    """記録される項目 against the list of all record items."""

    code = "CON16"
    severity = Severity.WARNING
    forms = DETAILED
    places = ("files[].profile.basic",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            at = f"{path}.profile.basic.item_count"
            said = band(case, "item_count", case.value(at))
            items = case.value(f"{path}.profile.basic.all_record_items") or ()
            if said and items and not said.holds(len(items)):
                yield self.problem(
                    at,
                    say(
                        "「{title}」は{said}ですが、全ての記録項目には{count}項目あります。どちらかを改めてください。",
                        title=case.title(at),
                        said=said.text,
                        count=len(items),
                    ),
                )


class HandlersAndUsers(Check):
    """取扱者数 of the threshold form against 使用者数 and contractors' handlers of the files."""

    code = "CON17"
    severity = Severity.WARNING
    places = ("inputs.handlers.count", "files[].profile.acquisition.users.count")

    def find(self, case: Case) -> Iterator[Problem]:
        if case.kind in THRESHOLD:
            form, detailed = case.assessment, case.circumstances.other(FormKind.FULL_ITEM, FormKind.KEY_ITEM)
        else:
            threshold = case.circumstances.other(FormKind.THRESHOLD)
            if threshold is None:
                return
            form, detailed = threshold, case.assessment
        if detailed is None:
            return
        total = band(case, "handler_count", form.value("inputs.handlers.count"))
        paths = _handler_paths(detailed)
        counts = {path: band(case, "user_count", detailed.value(path)) for path in paths}
        known = {path: count for path, count in counts.items() if count}
        if total is None or not known:
            return
        largest = max(known, key=lambda path: known[path].lower)
        too_many = total.upper is not None and known[largest].lower >= total.upper
        most = sum((count.upper or total.lower + 1) - 1 for count in known.values())
        too_few = len(known) == len(counts) and most < total.lower
        if too_many or too_few:
            at = "inputs.handlers.count" if case.kind in THRESHOLD else largest
            if case.kind in DETAILED and ".outsourcing." in at:
                at = case.all_files[0] + ".profile.acquisition.users.count"
            yield self.problem(
                at,
                say(
                    "取扱者数（{total}）が、ファイルごとの使用者数・委託先における取扱者数（{parts}）と合いません。計数を確かめてください。",
                    total=total.text,
                    parts="、".join(count.text for count in known.values()),
                ),
                clause=case.rules.bands["handler_count"].origin.clause,
            )


def _handler_paths(detailed: Assessment) -> list[str]:
    paths = []
    for item in detailed.items_of("files"):
        paths.append(f"files[{item}].profile.acquisition.users.count")
        tasks = f"files[{item}].profile.outsourcing.tasks"
        paths += [f"{tasks}[{task}].handler_count" for task in detailed.items_of(tasks)]
    return paths


class IndividualNumberRecorded(Check):
    """個人番号 stands among all record items and is not marked among the main ones."""

    code = "CON18"
    severity = Severity.WARNING
    forms = DETAILED
    places = ("files[].profile.basic.record_items",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            at = f"{path}.profile.basic.record_items.identification"
            items = case.value(f"{path}.profile.basic.all_record_items") or ()
            if "individual_number" not in case.marks(at) and any(plain(item) == "個人番号" for item in items):
                yield self.problem(
                    at,
                    say(
                        "全ての記録項目に「個人番号」がありますが、「{title}」の個人番号に○がありません。確かめてください。",
                        title=case.title(at),
                    ),
                )


class UsedBeforeHeld(Check):
    """使用開始日 lies before 保有開始日."""

    code = "CON19"
    severity = Severity.WARNING
    forms = DETAILED
    places = ("files[].profile.acquisition.start_date",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            at = f"{path}.profile.acquisition.start_date"
            used, held = case.latest(at), case.earliest(f"{path}.profile.basic.start_date")
            if used and held and used < held:
                yield self.problem(
                    at,
                    say(
                        "「{title}」が保有開始日より前です。どちらかを改めてください。", title=case.title(at)
                    ),
                )


FILE_CHECKS: tuple[Check, ...] = (
    FileNotDescribed(),
    FileNotListed(),
    FileNamedTwice(),
    FileOrder(),
    SubjectsAndPersons(),
    PartLargerThanFile(),
    RecordItemCount(),
    HandlersAndUsers(),
    IndividualNumberRecorded(),
    UsedBeforeHeld(),
)
