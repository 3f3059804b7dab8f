"""Ⅱ against Ⅲ, process by process: outsourcing (委託), provision and transfer (提供・移転), the network (情報連携)."""

from collections.abc import Iterator

from mnassess.forms.model import FormKind
from mnassess.language import say
from mnassess.rules.check import DETAILED, Case, Check
from mnassess.rules.problems import Problem, Severity

_NETWORK = "network"
"""Code of 情報提供ネットワークシステム among methods and connections."""
_LINKAGE = "overview.linkage.status"


# --- 委託 -------------------------------------------------------------------------------------------------------


class TasksThoughNotOutsourced(Check):
    """委託しない, and yet there are 委託事項."""

    code = "CON20"
    severity = Severity.ERROR
    forms = DETAILED
    places = ("files[].profile.outsourcing.status",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            at = f"{path}.profile.outsourcing.status"
            tasks = case.assessment.items_of(f"{path}.profile.outsourcing.tasks")
            if tasks and case.value(at) == "not_outsourced":
                yield self.problem(
                    at,
                    say(
                        "「{title}」が「委託しない」ですが、委託事項が{count}件あります。どちらかを改めてください。",
                        title=case.title(at),
                        count=len(tasks),
                    ),
                )


class OutsourcingBox(Check):
    """The box 委託しない of Ⅲ4 says what 委託の有無 of Ⅱ4 says."""

    code = "CON21"
    severity = Severity.ERROR
    forms = DETAILED
    places = ("files[].risks.outsourcing.none",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            at = f"{path}.risks.outsourcing.none"
            status = case.value(f"{path}.profile.outsourcing.status")
            if status and case.ticked(at) != (status == "not_outsourced"):
                yield self.problem(
                    at,
                    say(
                        "「{title}」の○が、「{other}」（{status}）と合いません。どちらかを改めてください。",
                        title=case.title(at),
                        other=case.title(f"{path}.profile.outsourcing.status"),
                        status=case.label(f"{path}.profile.outsourcing.status"),
                    ),
                )


class SubcontractingDenied(Check):
    """Ⅲ4 says 再委託していない, and a task of Ⅱ4 is subcontracted."""

    code = "CON22"
    severity = Severity.ERROR
    clause = "番号法第10条第1項"
    forms = DETAILED
    places = ("files[].risks.outsourcing.misuse.subcontractors",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            at = f"{path}.risks.outsourcing.misuse.subcontractors.level"
            tasks = _tasks_by_subcontracting(case, path, "subcontracted")
            if tasks and case.value(at) == "not_applicable" and case.applies(at):
                yield self.problem(
                    at,
                    say(
                        "「{title}」が「再委託していない」ですが、「{task}」は再委託します。どちらかを改めてください。",
                        title=case.title(at),
                        task=case.title(tasks[0]),
                    ),
                )


class SubcontractingUnknown(Check):
    """Ⅲ4 says how subcontractors are watched, and no task of Ⅱ4 is subcontracted."""

    code = "CON23"
    severity = Severity.WARNING
    forms = DETAILED
    places = ("files[].risks.outsourcing.misuse.subcontractors",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            at = f"{path}.risks.outsourcing.misuse.subcontractors.level"
            tasks = case.entries(f"{path}.profile.outsourcing.tasks")
            denied = _tasks_by_subcontracting(case, path, "not_subcontracted")
            level = case.value(at)
            if (
                tasks
                and len(denied) == len(tasks)
                and level not in {None, "not_applicable"}
                and case.applies(at)
            ):
                yield self.problem(
                    at,
                    say(
                        "再委託する委託事項がありませんが、「{title}」が「{level}」です。「再委託していない」でよいか確かめてください。",
                        title=case.title(at),
                        level=case.label(at),
                    ),
                )


def _tasks_by_subcontracting(case: Case, path: str, code: str) -> list[str]:
    tasks = case.entries(f"{path}.profile.outsourcing.tasks")
    return [task for task in tasks if case.value(f"{task}.subcontracting") == code]


# --- 提供・移転 ---------------------------------------------------------------------------------------------------


class RecipientsThoughNotMarked(Check):
    """There are 提供先 or 移転先, and the box 提供（移転）を行っている is empty."""

    code = "CON30"
    severity = Severity.ERROR
    forms = DETAILED
    places = ("files[].profile.provision",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            for box, recipients in (("provides", "provided_to"), ("transfers", "transferred_to")):
                at = f"{path}.profile.provision.{box}"
                listed = case.assessment.items_of(f"{path}.profile.provision.{recipients}")
                if listed and not case.ticked(at):
                    yield self.problem(
                        at,
                        say(
                            "「{title}」に○がありませんが、相手先が{count}件あります。○を付けるか、相手先を消してください。",
                            title=case.title(at),
                            count=len(listed),
                        ),
                    )


class ProvisionBoxesContradict(Check):
    """行っていない is marked together with 提供 or 移転を行っている."""

    code = "CON31"
    severity = Severity.ERROR
    forms = DETAILED
    places = ("files[].profile.provision.none",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            group = f"{path}.profile.provision"
            if case.ticked(f"{group}.none") and _hands_on(case, path):
                yield self.problem(
                    f"{group}.none",
                    say(
                        "「{title}」と「行っている」の両方に○があります。どちらかを消してください。",
                        title=case.title(f"{group}.none"),
                    ),
                )


class ProvisionBoxesEmpty(Check):
    """None of the three boxes of 提供・移転の有無 is marked."""

    code = "CON32"
    severity = Severity.WARNING
    forms = DETAILED
    places = ("files[].profile.provision",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            group = f"{path}.profile.provision"
            if not case.ticked(f"{group}.none") and not _hands_on(case, path):
                yield self.problem(
                    f"{group}.status",
                    say(
                        "「{title}」のどれにも○がありません。一つ以上に付けてください。",
                        title=case.title(f"{group}.status"),
                    ),
                )


class ProvisionBox(Check):
    """The box 提供・移転しない of Ⅲ5, which leaves provision through the network aside, against Ⅱ5."""

    code = "CON33"
    severity = Severity.ERROR
    forms = DETAILED
    places = ("files[].risks.provision.none",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            at = f"{path}.risks.provision.none"
            others = _recipients_beside_network(case, path)
            if case.ticked(at) and others:
                yield self.problem(
                    at,
                    say(
                        "「{title}」に○がありますが、「{recipient}」があります。どちらかを改めてください。",
                        title=case.title(at),
                        recipient=case.title(others[0]),
                    ),
                )
            elif not case.ticked(at) and case.ticked(f"{path}.profile.provision.none"):
                yield self.problem(
                    at,
                    say(
                        "「{other}」に○がありますが、「{title}」に○がありません。どちらかを改めてください。",
                        other=case.title(f"{path}.profile.provision.none"),
                        title=case.title(at),
                    ),
                )


def _hands_on(case: Case, path: str) -> bool:
    return case.ticked(f"{path}.profile.provision.provides") or case.ticked(
        f"{path}.profile.provision.transfers"
    )


def _recipients_beside_network(case: Case, path: str) -> list[str]:
    """Recipients that are reached by another way than the network."""
    group = f"{path}.profile.provision"
    provided = [
        entry
        for entry in case.entries(f"{group}.provided_to")
        if any(method != _NETWORK for method in case.marks(f"{entry}.methods"))
    ]
    return [*provided, *case.entries(f"{group}.transferred_to")]


# --- 情報提供ネットワークシステム -----------------------------------------------------------------------------------


class NotLinkedButConnected(Check):
    """情報連携 実施しない, and a box 接続しない is empty."""

    code = "CON40"
    severity = Severity.WARNING
    places = ("measures.network", "files[].risks.network")

    def find(self, case: Case) -> Iterator[Problem]:
        if case.value(_LINKAGE) != "not_linked":
            return
        for group in _network_groups(case):
            for box in ("no_acquisition", "no_provision"):
                at = f"{group}.{box}"
                if not case.ticked(at):
                    yield self.problem(
                        at,
                        say(
                            "「{linkage}」が「実施しない」ですが、「{title}」に○がありません。どちらかを改めてください。",
                            linkage=case.title(_LINKAGE),
                            title=case.title(at),
                        ),
                    )


class LinkedButNotConnected(Check):
    """情報連携 実施する, and no file is connected."""

    code = "CON41"
    severity = Severity.WARNING
    places = (_LINKAGE,)

    def find(self, case: Case) -> Iterator[Problem]:
        groups = _network_groups(case, whole=True)
        boxes = [
            case.ticked(f"{group}.{box}") for group in groups for box in ("no_acquisition", "no_provision")
        ]
        if boxes and all(boxes) and case.value(_LINKAGE) == "linked":
            yield self.problem(
                _LINKAGE,
                say(
                    "「{title}」が「実施する」ですが、入手も提供も「接続しない」に○があります。どちらかを改めてください。",
                    title=case.title(_LINKAGE),
                ),
            )


def _network_groups(case: Case, *, whole: bool = False) -> list[str]:
    if case.kind is FormKind.THRESHOLD:
        return ["measures.network"]
    return [f"{path}.risks.network" for path in (case.all_files if whole else case.files)]


class AcquisitionThroughNetwork(Check):
    """入手方法 of Ⅱ3 against 接続しない（入手） of Ⅲ6."""

    code = "CON42"
    severity = Severity.ERROR
    forms = DETAILED
    places = ("files[].profile.acquisition.methods",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            at, box = f"{path}.profile.acquisition.methods", f"{path}.risks.network.no_acquisition"
            methods = case.marks(at)
            if _NETWORK in methods and case.ticked(box):
                yield self.problem(at, _network_and_box(case, at, box))
            elif (
                methods
                and _NETWORK not in methods
                and not case.ticked(box)
                and case.value(_LINKAGE) == "linked"
            ):
                yield self.problem(at, _neither_network_nor_box(case, at, box), severity=Severity.WARNING)


class ProvisionThroughNetwork(Check):
    """提供方法 of Ⅱ5 against 接続しない（提供） of Ⅲ6."""

    code = "CON43"
    severity = Severity.ERROR
    forms = DETAILED
    places = ("files[].risks.network.no_provision",)

    def find(self, case: Case) -> Iterator[Problem]:
        for path in case.files:
            box = f"{path}.risks.network.no_provision"
            recipients = case.entries(f"{path}.profile.provision.provided_to")
            through = [entry for entry in recipients if _NETWORK in case.marks(f"{entry}.methods")]
            answered = recipients or case.ticked(f"{path}.profile.provision.none")
            if through and case.ticked(box):
                yield self.problem(box, _network_and_box(case, f"{through[0]}.methods", box))
            elif answered and not through and not case.ticked(box) and case.value(_LINKAGE) == "linked":
                at = f"{path}.profile.provision.provided_to"
                yield self.problem(box, _neither_network_nor_box(case, at, box), severity=Severity.WARNING)


def _network_and_box(case: Case, methods: str, box: str) -> str:
    return say(
        "「{methods}」に情報提供ネットワークシステムの○がありますが、「{box}」にも○があります。どちらかを改めてください。",
        methods=case.title(methods),
        box=case.title(box),
    )


def _neither_network_nor_box(case: Case, methods: str, box: str) -> str:
    return say(
        "「{methods}」に情報提供ネットワークシステムの○がなく、「{box}」にも○がありません。どちらかに付けてください。",
        methods=case.title(methods),
        box=case.title(box),
    )


class NetworkThoughNotLinked(Check):
    """情報連携 実施しない, and the network is named as a way of acquisition or provision, or as connected."""

    code = "CON44"
    severity = Severity.ERROR
    forms = DETAILED
    places = ("overview.systems", "files[].profile")

    def find(self, case: Case) -> Iterator[Problem]:
        if case.value(_LINKAGE) != "not_linked":
            return
        blanks = [f"{system}.connections" for system in case.entries("overview.systems")]
        for path in case.files:
            blanks.append(f"{path}.profile.acquisition.methods")
            blanks += [f"{entry}.methods" for entry in case.entries(f"{path}.profile.provision.provided_to")]
        for at in blanks:
            if _NETWORK in case.marks(at):
                yield self.problem(
                    at,
                    say(
                        "「{linkage}」が「実施しない」ですが、「{title}」に情報提供ネットワークシステムの○があります。どちらかを改めてください。",
                        linkage=case.title(_LINKAGE),
                        title=case.title(at),
                    ),
                )


PROCESS_CHECKS: tuple[Check, ...] = (
    TasksThoughNotOutsourced(),
    OutsourcingBox(),
    SubcontractingDenied(),
    SubcontractingUnknown(),
    RecipientsThoughNotMarked(),
    ProvisionBoxesContradict(),
    ProvisionBoxesEmpty(),
    ProvisionBox(),
    NotLinkedButConnected(),
    LinkedButNotConnected(),
    AcquisitionThroughNetwork(),
    ProvisionThroughNetwork(),
    NetworkThoughNotLinked(),
)
