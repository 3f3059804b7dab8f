"""For every check: a document it speaks about, and the nearest one it keeps silent about."""

from typing import NamedTuple


class Row(NamedTuple):
    code: str
    finding: str
    form: str
    wrong: str
    right: str | None
    """None where only the document beside makes the difference."""
    beside: str = ""
    """"form: answers" of the other document of the operation, where the check needs one."""
    body: str = "local"


COUNTS = "inputs.subjects.count={}; inputs.handlers.count={}; inputs.incident.occurred={}"
BASIC = "threshold: " + COUNTS.format("from_10000", "under_500", "not_occurred")
KEY = "threshold: " + COUNTS.format("from_100000", "under_500", "not_occurred")
FULL = "threshold: " + COUNTS.format("from_300000", "under_500", "not_occurred")
MISUSE = "files[a].risks.outsourcing.misuse"
UNAUTHORIZED = "files[a].risks.use.unauthorized"
TASK = "files[a].profile.outsourcing.status=outsourced; files[a].profile.outsourcing.tasks[t].subcontracting"
PROVISION = "files[a].profile.provision"
LINKED = "overview.linkage.status=linked; "
NOT_LINKED = "overview.linkage.status=not_linked; "
PERIOD = "procedure.consultation.period=令和8年4月1日から"
PUBLISHED = "cover.publication_date=2026-09-01; "
LEAKAGE = "files[a].risks.storage.leakage.incident.occurred"

CHARACTERS = (
    Row("SHP01", "a control character cannot be printed", "full-item", "overview.reason.benefits=表\x07示", "overview.reason.benefits=表\\n示"),
    Row("SHP01", "a tab of a pasted table is none", "full-item", "overview.reason.benefits=表\x1b示", "overview.reason.benefits=表\t示"),
    Row("SHP02", "a private-use character shows elsewhere as nothing", "full-item", "cover.agency=\ue000市長", "cover.agency=𠮷野市長"),
    Row("SHP03", "a one-line blank holds no line break", "full-item", "cover.agency=みほん\\n市長", "cover.declaration=みほん\\n市"),
    Row("SHP03", "nor does an entry of a list of texts", "full-item", 'overview.file_names=["台\\u000a帳"]', 'overview.file_names=["台帳"]'),
    Row("SHP04", "a lone surrogate is no character", "full-item", "cover.agency=\ud842市長", "cover.agency=葛󠄀城市長"),
    Row("SHP04", "nor is U+FFFE", "full-item", "cover.agency=\ufffe市長", "cover.agency=か゛市長"),
)  # fmt: skip

COMPLETENESS = (
    Row("REQ01", "an empty blank that is required is an error", "threshold", "", None),
    Row("REQ03", "a list that is required holds one entry at least", "key-item", "", "files[a].profile.name=台帳; overview.systems[s].name=税務システム"),
    Row("REQ04", "an answer where none is asked for is told", "threshold", NOT_LINKED + "overview.linkage.legal_basis=根拠", LINKED + "overview.linkage.legal_basis=根拠"),
    Row("REQ04", "a national body may be inspected by third parties", "full-item", NOT_LINKED + "overview.linkage.legal_basis=根拠", "procedure.third_party.date=2026-06-01; procedure.third_party.method=学識経験者に諮問した。; procedure.third_party.result=妥当とされた。", body="national"),
    Row("REQ04", "a word for nothing is no answer where none is asked for", "threshold", NOT_LINKED + "overview.linkage.legal_basis=根拠", NOT_LINKED + "overview.linkage.legal_basis=－"),
    Row("REQ04", "nor is one among the words of a list or a date", "full-item", NOT_LINKED + "overview.linkage.legal_basis=根拠", 'procedure.approval.submitted={"text": "該当なし"}; procedure.approval.examination=なし'),
    Row("REQ05", "a declaration that declares nothing", "threshold", "cover.declaration=－", "cover.declaration=みほん市は宣言する。; cover.remarks=なし; overview.other_agencies=－"),
    Row("REQ05", "an operation that consists of nothing", "full-item", "overview.operation.description=なし", "overview.operation.description=台帳を作る。"),
    Row("REQ05", "an incident without content", "key-item", LEAKAGE + "=occurred; " + LEAKAGE[:-9] + ".content=なし", LEAKAGE + "=not_occurred; " + LEAKAGE[:-9] + ".content=なし"),
    Row("REQ05", "an incident nothing was done about", "full-item", LEAKAGE + "=occurred; " + LEAKAGE[:-9] + ".prevention=－", LEAKAGE + "=occurred; " + LEAKAGE[:-9] + ".prevention=手順書を改めた。"),
    Row("REQ05", "a place of storage that is none", "key-item", "files[a].profile.storage.place=－", "files[a].profile.acquisition.matching=なし"),
    Row("REQ05", "a fee of nothing", "full-item", "disclosure.request.fee=charged; disclosure.request.fee_detail=－", "disclosure.request.fee=free; disclosure.request.fee_detail=－"),
    Row("REQ05", "規則第9条第2項 is applied for no reason", "threshold", "overview.rule9_2.applied=true; overview.rule9_2.reason=－", "overview.rule9_2.reason=－"),
    Row("REQ05", "a list of files that names none", "threshold", 'overview.file_names=["なし"]', 'overview.file_names=["台帳"]'),
    Row("REQ05", "people counted on no day", "threshold", 'inputs.subjects.as_of={"text": "なし"}', 'inputs.subjects.as_of={"text": "令和8年度当初"}'),
    Row("REQ05", "a measure that is not taken needs no description", "key-item", f"{UNAUTHORIZED}.authentication.level=done; {UNAUTHORIZED}.authentication.detail=なし", f"{UNAUTHORIZED}.authentication.level=not_done; {UNAUTHORIZED}.authentication.detail=なし"),
    Row("REQ05", "nor does a subcontractor there is none of", "key-item", f"{MISUSE}.subcontractors.level=insufficient; {MISUSE}.subcontractors.detail=－", f"{MISUSE}.subcontractors.level=not_applicable; {MISUSE}.subcontractors.detail=－"),
)  # fmt: skip

SIBLINGS = (
    Row("CON01", "the outcome follows from the inputs", "threshold", KEY[11:] + "; result.outcome=basic_required", KEY[11:] + "; result.outcome=key_required"),
    Row("CON02", "the outcome in 評価実施手続 is the threshold form's", "key-item", "procedure.basic.result=basic_required", "procedure.basic.result=key_required", KEY),
    Row("CON03", "less than what is obligatory is an error", "threshold", FULL[11:] + "; measures.report_kind=threshold_and_key_item", FULL[11:] + "; measures.report_kind=threshold_and_full_item"),
    Row("CON03", "a key-item report is too little for a full-item duty", "key-item", "procedure.basic.result=key_required", None, FULL),
    Row("CON04", "more than what is obligatory is told", "threshold", BASIC[11:] + "; measures.report_kind=threshold_and_full_item", BASIC[11:] + "; measures.report_kind=threshold"),
    Row("CON04", "a voluntary full-item report is told", "full-item", "procedure.basic.result=key_required", "procedure.basic.result=full_required"),
    Row("CON05", "the box of Ⅳ11 goes with the reports submitted", "threshold", "measures.report_kind=threshold; measures.priority.covered_elsewhere=true", "measures.report_kind=threshold_and_key_item; measures.priority.covered_elsewhere=true"),
    Row("CON06", "the report said to be submitted lies beside", "threshold", "measures.report_kind=threshold", "measures.report_kind=threshold_and_key_item", "key-item: cover.number=1"),
    Row("CON07", "a department with two names is told", "threshold", "overview.department.name=市民課", "overview.department.name=税務課", "key-item: overview.department.name=税務課"),
    Row("CON07", "width and blanks make no other name", "threshold", "overview.department.name=税務　二課", "overview.department.name=税務　１課", "key-item: overview.department.name=税務1課"),
    Row("CON07", "a rating no file has is told", "threshold", "measures.storage.leakage=exemplary", "measures.storage.leakage=sufficient", "key-item: files[a].risks.storage.leakage.sufficiency=sufficient; files[b].risks.storage.leakage.sufficiency=issues_remain"),
    Row("CON07", "委託しない holds only when no file is outsourced", "threshold", "measures.outsourcing.none=true", "measures.outsourcing.none=false", "key-item: files[a].risks.outsourcing.none=true; files[b].risks.outsourcing.none=false"),
    Row("CON07", "the audits of all files are put together", "threshold", 'measures.audit.kinds={"external":true}', 'measures.audit.kinds={"self_check":true,"internal":true}', 'key-item: files[a].risks.audit.kinds={"self_check":true}; files[b].risks.audit.kinds={"internal":true}'),
    Row("CON08", "a long text that differs is only told", "full-item", "overview.number_use.legal_basis=条例", "overview.number_use.legal_basis=番号法", "threshold: overview.number_use.legal_basis=番号法"),
)  # fmt: skip

FILES = (
    Row("CON10", "a file of Ⅰ3 has its Ⅱ", "key-item", 'overview.file_names=["台帳","名簿"]; files[a].profile.name=台帳', 'overview.file_names=["台帳"]; files[a].profile.name=台帳'),
    Row("CON11", "a file of Ⅱ stands in Ⅰ3", "key-item", 'overview.file_names=["台帳"]; files[a].profile.name=名簿', 'overview.file_names=["台帳Ａ"]; files[a].profile.name=台帳A'),
    Row("CON12", "two files have two names", "key-item", "files[a].profile.name=台帳; files[b].profile.name=台帳", "files[a].profile.name=台帳; files[b].profile.name=名簿"),
    Row("CON12", "a name stands once in Ⅰ2", "threshold", 'overview.file_names=["台帳","台帳"]', 'overview.file_names=["台帳","名簿"]'),
    Row("CON13", "Ⅱ follows the order of Ⅰ3", "key-item", 'overview.file_names=["名簿","台帳"]; files[a].profile.name=台帳; files[b].profile.name=名簿', 'overview.file_names=["台帳","名簿"]; files[a].profile.name=台帳; files[b].profile.name=名簿'),
    Row("CON14", "a file holds no more people than the operation", "key-item", "overview.operation.subject_count=from_1000; files[a].profile.basic.person_count=from_10000", "overview.operation.subject_count=from_10000; files[a].profile.basic.person_count=from_10000"),
    Row("CON14", "the files together hold the people of the operation", "key-item", "overview.operation.subject_count=from_10000; files[a].profile.basic.person_count=under_10000", "overview.operation.subject_count=from_10000; files[a].profile.basic.person_count=under_10000; files[b].profile.basic.person_count=under_10000"),
    Row("CON15", "a contractor gets no more people than the file holds", "full-item", "files[a].profile.basic.person_count=under_10000; files[a].profile.outsourcing.tasks[t].person_count=from_10000", "files[a].profile.basic.person_count=from_10000; files[a].profile.outsourcing.tasks[t].person_count=under_10000"),
    Row("CON16", "the items are as many as said", "key-item", 'files[a].profile.basic.item_count=from_10; files[a].profile.basic.all_record_items=["氏名"]', 'files[a].profile.basic.item_count=under_10; files[a].profile.basic.all_record_items=["氏名"]'),
    Row("CON17", "500 users are no fewer than 500 handlers", "key-item", "files[a].profile.acquisition.users.count=from_500", "files[a].profile.acquisition.users.count=from_100", KEY),
    Row("CON17", "50 users and 50 of a contractor are no 500 handlers", "threshold", "inputs.handlers.count=from_500", "inputs.handlers.count=under_500", "key-item: files[a].profile.acquisition.users.count=from_10; files[a].profile.outsourcing.tasks[t].handler_count=under_10"),
    Row("CON18", "a recorded 個人番号 is marked", "key-item", 'files[a].profile.basic.all_record_items=["個人番号"]', 'files[a].profile.basic.all_record_items=["個人番号"]; files[a].profile.basic.record_items.identification={"individual_number":true}'),
    Row("CON19", "nothing is used before it is held", "key-item", "files[a].profile.basic.start_date=2026-05; files[a].profile.acquisition.start_date=2026-04-30", "files[a].profile.basic.start_date=2026-05; files[a].profile.acquisition.start_date=2026-05-01"),
)  # fmt: skip

PROCESSES = (
    Row("CON20", "委託しない with a task is an error", "key-item", "files[a].profile.outsourcing.status=not_outsourced; files[a].profile.outsourcing.tasks[t].name=印刷", "files[a].profile.outsourcing.status=outsourced; files[a].profile.outsourcing.tasks[t].name=印刷"),
    Row("CON21", "委託する in Ⅱ is not 委託しない in Ⅲ", "key-item", "files[a].profile.outsourcing.status=outsourced; files[a].risks.outsourcing.none=true", "files[a].profile.outsourcing.status=not_outsourced; files[a].risks.outsourcing.none=true"),
    Row("CON21", "委託しない in Ⅱ is 委託しない in Ⅲ", "key-item", "files[a].profile.outsourcing.status=not_outsourced", "files[a].profile.outsourcing.status=outsourced"),
    Row("CON22", "a subcontracted task is not 再委託していない", "key-item", f"{TASK}=subcontracted; {MISUSE}.subcontractors.level=not_applicable", f"{TASK}=subcontracted; {MISUSE}.subcontractors.level=sufficient"),
    Row("CON23", "subcontractors nobody has are not watched", "full-item", f"{TASK}=not_subcontracted; {MISUSE}.subcontractors.level=sufficient", f"{TASK}=not_subcontracted; {MISUSE}.subcontractors.level=not_applicable"),
    Row("CON30", "recipients go with the box", "key-item", f"{PROVISION}.provided_to[p].name=国税庁", f"{PROVISION}.provided_to[p].name=国税庁; {PROVISION}.provides=true"),
    Row("CON31", "行っていない stands alone", "key-item", f"{PROVISION}.none=true; {PROVISION}.transfers=true", f"{PROVISION}.none=true"),
    Row("CON32", "one of the three boxes is marked", "key-item", f"{PROVISION}.none=false", f"{PROVISION}.none=true"),
    Row("CON33", "a recipient beside the network is not 提供・移転しない", "key-item", f'{PROVISION}.provides=true; {PROVISION}.provided_to[p].methods={{"paper":true}}; files[a].risks.provision.none=true', f'{PROVISION}.provides=true; {PROVISION}.provided_to[p].methods={{"network":true}}; files[a].risks.provision.none=true'),
    Row("CON33", "行っていない in Ⅱ is 提供・移転しない in Ⅲ", "key-item", f"{PROVISION}.none=true", f"{PROVISION}.none=true; files[a].risks.provision.none=true"),
    Row("CON40", "who is not linked is not connected", "threshold", NOT_LINKED + "measures.network.no_acquisition=true", NOT_LINKED + "measures.network.no_acquisition=true; measures.network.no_provision=true"),
    Row("CON40", "nor is any of the files", "key-item", NOT_LINKED + "files[a].risks.network.no_acquisition=true", LINKED + "files[a].risks.network.no_acquisition=true"),
    Row("CON41", "who is linked is connected somewhere", "threshold", LINKED + "measures.network.no_acquisition=true; measures.network.no_provision=true", LINKED + "measures.network.no_acquisition=true; measures.network.no_provision=false"),
    Row("CON42", "an acquisition through the network is not 接続しない", "key-item", 'files[a].profile.acquisition.methods={"network":true}; files[a].risks.network.no_acquisition=true', 'files[a].profile.acquisition.methods={"paper":true}; files[a].risks.network.no_acquisition=true'),
    Row("CON42", "a connection shows among the methods", "key-item", LINKED + 'files[a].profile.acquisition.methods={"paper":true}', LINKED + 'files[a].profile.acquisition.methods={"paper":true,"network":true}'),
    Row("CON43", "a provision through the network is not 接続しない", "key-item", f'{PROVISION}.provided_to[p].methods={{"network":true}}; files[a].risks.network.no_provision=true', f'{PROVISION}.provided_to[p].methods={{"network":true}}'),
    Row("CON43", "a connection shows among the recipients", "key-item", LINKED + f"{PROVISION}.none=true", LINKED + f"{PROVISION}.none=true; files[a].risks.network.no_provision=true"),
    Row("CON44", "who is not linked does not use the network", "key-item", NOT_LINKED + 'overview.systems[s].connections={"network":true}', NOT_LINKED + 'overview.systems[s].connections={"internal":true}'),
)  # fmt: skip

RATINGS = (
    Row("CON50", "what is not done is not sufficient", "key-item", f"{UNAUTHORIZED}.authentication.level=not_done; {UNAUTHORIZED}.sufficiency=sufficient", f"{UNAUTHORIZED}.authentication.level=not_done; {UNAUTHORIZED}.sufficiency=issues_remain"),
    Row("CON50", "numbers of the dead need not be kept", "full-item", "files[a].risks.storage.leakage.organization=insufficient; files[a].risks.storage.leakage.sufficiency=sufficient", "files[a].risks.storage.leakage.deceased.level=not_kept; files[a].risks.storage.leakage.sufficiency=sufficient"),
    Row("CON51", "特に力を入れている says how", "key-item", f"{UNAUTHORIZED}.sufficiency=exemplary; {UNAUTHORIZED}.authentication.detail=なし", f"{UNAUTHORIZED}.sufficiency=exemplary; {UNAUTHORIZED}.authentication.detail=二要素認証"),
    Row("CON51", "so does the threshold form", "threshold", "measures.manual_work.human_error=exemplary; measures.manual_work.rationale=なし", "measures.manual_work.human_error=exemplary; measures.manual_work.rationale=二人で照合している。"),
    Row("CON51", "and for the measure of highest priority", "threshold", "measures.use.linking=exemplary; measures.priority.measure=use_linking; measures.priority.rationale=－", "measures.use.linking=exemplary; measures.priority.measure=use_linking; measures.priority.rationale=権限を毎月見直している。"),
    Row("CON52", "特に力を入れている is no copy", "key-item", f"{UNAUTHORIZED}.sufficiency=exemplary; {UNAUTHORIZED}.authentication.detail=二要素認証; files[a].risks.use.other=二要素認証", f"{UNAUTHORIZED}.sufficiency=sufficient; {UNAUTHORIZED}.authentication.detail=二要素認証; files[a].risks.use.other=二要素認証"),
    Row("CON53", "the first priority is a risk there is", "threshold", "measures.priority.measure=outsourcing_misuse; measures.outsourcing.none=true", "measures.priority.measure=outsourcing_misuse; measures.outsourcing.none=false"),
    Row("CON60", "flash memory is spoken of among the measures", "key-item", 'files[a].profile.acquisition.methods={"flash_memory":true}', 'files[a].profile.acquisition.methods={"flash_memory":true}; files[a].risks.acquisition.other=USBメモリは暗号化する。'),
    Row("CON60", "a medium of paper is no flash memory", "key-item", 'files[a].profile.acquisition.methods={"flash_memory":true}; files[a].risks.acquisition.other=紙媒体及び紙の媒体は施錠した書庫に保管する。', 'files[a].profile.acquisition.methods={"flash_memory":true}; files[a].risks.acquisition.other=紙媒体及び電子媒体は施錠した書庫に保管する。'),
    Row("CON60", "so is e-mail to a contractor", "full-item", 'files[a].profile.outsourcing.tasks[t].methods={"email":true}', 'files[a].profile.outsourcing.tasks[t].methods={"email":true}; other_measures.other=電子メールの添付を暗号化する。'),
    Row("CON61", "no period cannot run out", "full-item", "files[a].profile.storage.period.length=unspecified; files[a].profile.storage.erasure=保存期間の経過後に消去する。", "files[a].profile.storage.period.length=years_5; files[a].profile.storage.erasure=保存期間の経過後に消去する。"),
    Row("CON62", "an unpublished register has its reason", "full-item", "disclosure.request.register_published=not_done; disclosure.request.register_omission=なし", "disclosure.request.register_published=not_done; disclosure.request.register_omission=法第75条第2項第3号"),
    Row("CON63", "an incident of this year is one of three years", "key-item", f"{LEAKAGE}=not_occurred", f"{LEAKAGE}=occurred", "threshold: inputs.incident.occurred=occurred"),
    Row("CON63", "an incident of one file is one of the agency", "full-item", f"{LEAKAGE}=not_occurred; {LEAKAGE.replace('[a]', '[b]')}=occurred", f"{LEAKAGE}=not_occurred; {LEAKAGE.replace('[a]', '[b]')}=not_occurred"),
    Row("CON63", "an incident four years ago is past", "full-item", f'{LEAKAGE}=not_occurred; procedure_facts.incidents=[{{"occurred_on":"2024-01-01"}}]', f'{LEAKAGE}=not_occurred; procedure_facts.incidents=[{{"occurred_on":"2022-01-01"}}]'),
    Row("CON64", "an emergency is declared", "threshold", "procedure_facts.emergency=true", "procedure_facts.emergency=true; overview.rule9_2.applied=true"),
)  # fmt: skip

HEADING = "files[a].risks.use.other=＜{}における措置＞\\n・権限を分ける。"
SYSTEM = "overview.systems[s].name=税務システム; "
MAINTAINED = "files[a].profile.outsourcing.tasks[t].contractor=株式会社みほんシステムズ、見本印刷（株）、株式会社甲; files[a].risks.use.other="
NAMES = (
    Row("CON80", "a system of Ⅲ stands in Ⅰ2", "key-item", SYSTEM + HEADING.format("滞納管理システム"), SYSTEM + HEADING.format("税務システム")),
    Row("CON80", "each system of a heading counts", "key-item", SYSTEM + HEADING.format("税務システム及び滞納管理システム"), SYSTEM + HEADING.format("税務システム及び中間サーバー・プラットフォーム")),
    Row("CON80", "other headings name no system", "key-item", SYSTEM + HEADING.format("滞納管理サーバー"), SYSTEM + HEADING.format("紙による入手")),
    Row("CON81", "a company of Ⅲ stands in Ⅱ", "key-item", "files[a].risks.use.other=株式会社別会社の作業に立ち会う。", "files[a].profile.outsourcing.tasks[t].contractor=みほん印刷株式会社; files[a].risks.use.other=みほん印刷株式会社の作業に立ち会う。"),
    Row("CON81", "（株） is 株式会社", "key-item", MAINTAINED + "（株）別会社システムズは年1回点検する。", MAINTAINED + "（株）みほんシステムズは年1回点検する。"),
    Row("CON81", "㈱ is 株式会社 behind a name too", "key-item", MAINTAINED + "別会社㈱の作業に立ち会う。", MAINTAINED + "見本印刷㈱の作業に立ち会う。"),
    Row("CON81", "株式会社 before a particle has its name in front", "key-item", MAINTAINED + "サンプル開発(株)は年1回点検する。", MAINTAINED + "委託先の株式会社は、年1回点検する。"),
    Row("CON81", "a name as long as two letters is one", "key-item", MAINTAINED + "株式会社乙は年1回点検する。", MAINTAINED + "株式会社 甲は年1回点検する。"),
    Row("CON81", "a name of two letters is known behind any words", "key-item", "files[a].profile.outsourcing.tasks[t].contractor=甲乙株式会社; files[a].risks.use.other=委託先甲丙株式会社が点検する。", "files[a].profile.outsourcing.tasks[t].contractor=甲乙株式会社; files[a].risks.use.other=・甲乙株式会社は点検する。\\n①委託先甲乙（株）は記録する。"),
    Row("CON81", "and before them", "key-item", "files[a].profile.outsourcing.tasks[t].contractor=株式会社甲乙; files[a].risks.use.other=・株式会社甲丙サービスが点検する。", "files[a].profile.outsourcing.tasks[t].contractor=株式会社甲乙; files[a].risks.use.other=・㈱甲乙従業者が点検する。"),
    Row("CON81", "当該株式会社 names nobody", "key-item", MAINTAINED + "委託先株式会社別会社が点検する。", MAINTAINED + "当該株式会社等が点検する。"),
    Row("CON82", "a place of Ⅲ stands in Ⅱ6", "key-item", "files[a].profile.storage.place=本庁舎; files[a].risks.storage.other=ガバメントクラウドの鍵", "files[a].profile.storage.place=ガバメントクラウド; files[a].risks.storage.other=ガバメントクラウドの鍵"),
    Row("CON83", "a title names its own form", "key-item", "cover.title=住民税 全項目評価書", "cover.title=住民税 重点項目評価書"),
    Row("CON84", "a declaration names its operation", "threshold", "cover.declaration=みほん市は宣言する。; overview.operation.name=児童手当に関する事務", "cover.declaration=みほん市は児童手当の事務を宣言する。; overview.operation.name=児童手当に関する事務"),
)  # fmt: skip

BASIS = "overview.number_use.legal_basis="
ORDINANCE = "番号法第9条第2項　みほん市個人番号の利用及び特定個人情報の提供に関する条例"
WORDING = (
    Row("CON90", "別表第一 is gone", "threshold", BASIS + "番号法第9条第1項　別表第一の16の項", BASIS + "番号法第9条第1項　別表24の項"),
    Row("CON90", "住民基本台帳法 still has its 別表第一", "threshold", BASIS + "番号法別表第二の1の項", BASIS + "住民基本台帳法第30条の9及び別表第一"),
    Row("CON90", "an ordinance has its own 別表第1", "threshold", BASIS + "みほん市番号利用条例第4条及び番号法別表第一の16の項", BASIS + ORDINANCE + "第4条第1項　別表第1の3の項"),
    Row("CON90", "its tables may come in a row, in brackets or on the next line", "threshold", BASIS + ORDINANCE + "第4条\n・別表第一の16の項", BASIS + ORDINANCE + "（平成27年条例第30号）\n別表第1の3の項（児童手当に関する事務）及び別表第2の1の項"),
    Row("CON90", "so has another law", "threshold", BASIS + "所得税法に基づく事務　別表第一の16の項", BASIS + "所得税法別表第二"),
    Row("CON90", "the full name of 番号法 is no other law", "threshold", BASIS + "行政手続における特定の個人を識別するための番号の利用等に関する法律（平成25年法律第27号）別表第一の16の項", BASIS + "健康保険法等の一部を改正する法律（平成25年法律第26号）別表第一"),
    Row("CON90", "同法 is the law named before", "threshold", BASIS + "番号法第9条第1項及び同法別表第一", BASIS + "所得税法第2条及び同法別表第二"),
    Row("CON90", "what follows excuses nothing", "threshold", BASIS + "番号法第9条第1項　別表第一の16の項\n" + ORDINANCE + "別表第1", BASIS + "別表の16の項\n" + ORDINANCE + "別表第1"),
    Row("CON90", "nor do the tables of an ordinance before", "threshold", BASIS + ORDINANCE + "別表第1\n番号法第9条第1項　別表第一の16の項", BASIS + ORDINANCE + "施行規則第3条の別表第1"),
    Row("CON90", "別表第二 alone is of 番号法", "threshold", LINKED + "overview.linkage.legal_basis=別表第二の27の項", LINKED + "overview.linkage.legal_basis=番号法第19条第9号　" + ORDINANCE + " 別表第2"),
    Row("CON90", "法 and 方法 name no other law", "threshold", LINKED + "overview.linkage.legal_basis=法第19条第7号の方法　別表第二の27の項", LINKED + "overview.linkage.legal_basis=番号法第19条第8号"),
    Row("CON90", "第19条第7号 is no linkage any more", "threshold", LINKED + "overview.linkage.legal_basis=番号法第１９条第７号", LINKED + "overview.linkage.legal_basis=番号法第19条第8号"),
    Row("CON90", "第19条第7号 is 住民基本台帳法 elsewhere", "key-item", "overview.operation.description=番号法第19条第7号及び別表第二による。", "overview.operation.description=番号法第19条第7号による本人確認情報の提供"),
    Row("CON90", "the assessment moved to 第28条", "threshold", "cover.declaration=番号法第27条に規定する特定個人情報保護評価", "cover.declaration=番号法第27条に規定する特定個人情報保護評価指針"),
    Row("CON90", "the Commission changed its name", "threshold", "cover.declaration=特定個人情報保護委員会に提出する。", "cover.declaration=特定個人情報保護委員会規則第1号"),
    Row("CON91", "circles stand for nothing yet", "threshold", "cover.agency=〇〇市長", "cover.agency=みほん市長"),
    Row("CON91", "a thing to be checked is not finished", "threshold", "cover.remarks=委託先は要確認", "cover.remarks=要確認者一覧を点検する。"),
    Row("CON91", "TODO is not finished", "threshold", "cover.remarks=TODO", "cover.remarks=AUTODOC"),
    Row("CON92", "a blank to fill is filled", "threshold", "cover.remarks=年〔　〕回行う。", "cover.remarks=年〔１〕回行う。"),
    Row("CON93", "a picture lies beside the document", "full-item", 'overview.figure.images=[{"path":"../flow.png"}]', 'overview.figure.images=[{"path":"figures/flow.png"}]'),
    Row("CON94", "a month 13 is none", "threshold", 'inputs.subjects.as_of={"text":"令和7年13月45日"}', 'inputs.subjects.as_of={"text":"令和8年1月（予定）"}'),
    Row("CON94", "nor is a 30th of February", "full-item", 'cover.publication_date={"text":"2026/2/30"}', 'cover.publication_date={"text":"未定"}'),
    Row("CON93", "an absolute path is no place beside it", "full-item", 'overview.figure.images=[{"path":"C:\\\\flow.png"}]', 'overview.figure.images=[{"path":"figures/a..b.png"}]'),
    Row("CON95", "a picture that is not there leaves a gap in the report", "full-item", 'overview.figure.images=[{"path": "none.png"}]', 'overview.figure.images=[{"path": "flow.png"}]'),
)  # fmt: skip

STEPS = (
    Row("PRC01", "a local body is not approved", "full-item", "cover.approval_date=2026-08-01", "cover.publication_date=2026-08-01"),
    Row("PRC01", "a national body is", "full-item", "procedure.approval.examination=審査", "procedure.approval.examination=－"),
    Row("PRC02", "an obligatory consultation cannot be なし", "full-item", "procedure.basic.result=full_required; procedure.consultation.method=なし", "procedure.basic.result=key_required; procedure.consultation.method=なし"),
    Row("PRC03", "a consultation of 29 days needs a reason", "full-item", PERIOD + "4月29日", PERIOD + "4月30日"),
    Row("PRC03", "a reason allows 29 days", "full-item", PERIOD + "4月29日; procedure.consultation.shortened_reason=－", PERIOD + "4月29日; procedure.consultation.shortened_reason=法律の施行日まで間がないため"),
    Row("PRC03", "facts go before the printed period", "full-item", "procedure_facts.consultation_from=2026-04-01; procedure_facts.consultation_to=2026-04-29", "procedure_facts.consultation_from=2026-04-01; procedure_facts.consultation_to=2026-04-30"),
    Row("PRC04", "a consultation ends after it begins", "full-item", "procedure_facts.consultation_from=2026-04-30; procedure_facts.consultation_to=2026-04-01", "procedure_facts.consultation_from=2026-04-01; procedure_facts.consultation_to=2026-05-01"),
    Row("PRC05", "the printed period is the recorded one", "full-item", PERIOD + "4月30日; procedure_facts.consultation_from=2026-04-02", PERIOD + "4月30日; procedure_facts.consultation_from=2026-04-01"),
    Row("PRC90", "a missing fact is told", "full-item", "procedure.consultation.period=春に30日間", PERIOD + "4月30日; procedure_facts.requirements_fixed_on=2026-05-01"),
)  # fmt: skip

ORDER = (
    Row("PRC10", "published comes after submitted", "threshold", PUBLISHED + "procedure_facts.submitted_on=2026-09-02", PUBLISHED + "procedure_facts.submitted_on=2026-09-01"),
    Row("PRC10", "the inspection comes after the consultation", "full-item", PERIOD + "4月30日; procedure.third_party.date=2026-04-29", PERIOD + "4月30日; procedure.third_party.date=2026-04"),
    Row("PRC10", "the approval comes after its submission", "full-item", "procedure.approval.submitted=2026-08-02; cover.approval_date=2026-08-01", "procedure.approval.submitted=2026-08-01; cover.approval_date=2026-08-02", body="national"),
    Row("PRC11", "an assessment comes before the requirements are fixed", "key-item", "procedure_facts.submitted_on=2026-05-02; procedure_facts.requirements_fixed_on=2026-05-01", "procedure_facts.submitted_on=2026-05-01; procedure_facts.requirements_fixed_on=2026-05-01"),
    Row("PRC11", "an emergency may come first", "full-item", PERIOD + "4月30日; procedure_facts.requirements_fixed_on=2026-03-31", PERIOD + "4月30日; procedure_facts.requirements_fixed_on=2026-03-31; procedure_facts.emergency=true"),
    Row("PRC11", "an amendment comes later by nature", "key-item", "procedure_facts.submitted_on=2026-05-02; procedure_facts.requirements_fixed_on=2020-05-01", "procedure_facts.submitted_on=2026-05-02; procedure_facts.requirements_fixed_on=2020-05-01; procedure_facts.last_full_publication_on=2020-04-01"),
    Row("PRC12", "a first assessment is public before the file is held", "key-item", PUBLISHED + "files[a].profile.basic.start_date=2026-08-31", PUBLISHED + "files[a].profile.basic.start_date=2026-09-01"),
    Row("PRC12", "a later assessment cannot be judged so", "key-item", PUBLISHED + "files[a].profile.basic.start_date=2015-10", PUBLISHED + "files[a].profile.basic.start_date=2015-10; procedure_facts.last_full_publication_on=2026-09-01"),
)  # fmt: skip

PERIODS = (
    Row("PRC20", "a year is long enough", "threshold", "cover.publication_date=2025-11-22", "cover.publication_date=2025-11-23"),
    Row("PRC20", "an amendment is a review", "threshold", "cover.publication_date=2025-01-01", 'cover.publication_date=2025-01-01; changes=[{"date":"2026-01-01"}]'),
    Row("PRC21", "five years restart only with an assessment", "threshold", PUBLISHED + "procedure_facts.last_full_publication_on=2021-11-23", PUBLISHED + "procedure_facts.last_full_publication_on=2022-11-23"),
    Row("PRC21", "six months before, it is time to begin", "threshold", PUBLISHED + "procedure_facts.last_full_publication_on=2022-05-23", PUBLISHED + "procedure_facts.last_full_publication_on=2022-05-24"),
    Row("PRC22", "a count is at most a year old", "threshold", "inputs.subjects.as_of=2025-11-22", "inputs.subjects.as_of=2025-11-23"),
    Row("PRC23", "a count is not of tomorrow", "threshold", "inputs.handlers.as_of=2026-11-24", "inputs.handlers.as_of=2026-11-23"),
    Row("PRC24", "an incident of a year ago counts", "threshold", 'inputs.incident.occurred=not_occurred; procedure_facts.incidents=[{"occurred_on":"2025-11-23"}]', 'inputs.incident.occurred=not_occurred; procedure_facts.incidents=[{"occurred_on":"2025-11-22"}]'),
    Row("PRC24", "an old incident known of this year counts", "threshold", 'inputs.incident.occurred=not_occurred; procedure_facts.incidents=[{"occurred_on":"2020-01-01","known_on":"2026-01-01"}]', 'inputs.incident.occurred=occurred; procedure_facts.incidents=[{"occurred_on":"2020-01-01","known_on":"2026-01-01"}]'),
    Row("PRC24", "an incident too old counts no more", "threshold", 'inputs.incident.occurred=occurred; procedure_facts.incidents=[{"occurred_on":"2025-11-22"}]', 'inputs.incident.occurred=occurred; procedure_facts.incidents=[{"occurred_on":"2025-11-24"}]'),
    Row("PRC30", "the title of an ended operation says so", "threshold", "cover.title=児童手当; procedure_facts.ended_on=2026-03-31", "cover.title=児童手当【令和8年3月31日　終了】; procedure_facts.ended_on=2026-03-31"),
    Row("PRC30", "an end in the title has its day", "threshold", "cover.title=児童手当【令和8年3月31日 終了】", "cover.title=児童手当の支給の終了"),
    Row("PRC31", "an ended report stays public for three years", "threshold", "procedure_facts.ended_on=2023-11-24", "procedure_facts.ended_on=2023-11-23"),
    Row("PRC32", "a publication to come is told", "threshold", "cover.publication_date=2026-11-24", "cover.publication_date=2026-11-23"),
)  # fmt: skip

PRINTED = 'changes=[{{"timing":"after","item":"Ⅱファイルの概要\\n６．特定個人情報の保管・消去\\n{}"}}]'
CHANGES = (
    Row("PRC40", "no change is later than the publication", "threshold", PUBLISHED + 'changes=[{"date":"2026-09-02"}]', PUBLISHED + 'changes=[{"date":"2026-09"}]'),
    Row("PRC41", "提出時期 is 事前 or 事後", "threshold", 'changes=[{"timing":"その他"}]', 'changes=[{"timing":"事後"}]'),
    Row("PRC42", "an important blank does not wait", "full-item", 'changes=[{"timing":"after","item":"Ⅱ－４－委託事項2－⑦再委託の有無"}]', 'changes=[{"timing":"after","item":"Ⅱ－４－委託事項2－⑥委託先名"}]'),
    Row("PRC42", "an explanation settles it", "key-item", 'changes=[{"timing":"after","item":"【台帳】Ⅱ－６－保管場所"}]', 'changes=[{"timing":"after","item":"【台帳】Ⅱ－６－保管場所","timing_note":"重要な変更に該当しない。"}]'),
    Row("PRC42", "the same label may be important in one chapter only", "full-item", 'changes=[{"timing":"after","item":"Ⅱ－２－③対象となる本人の範囲"}]', 'changes=[{"timing":"before","item":"Ⅱ－２－③対象となる本人の範囲"}]'),
    Row("PRC42", "an item may be named as printed, with its ※", "full-item", 'changes=[{"timing":"after","item":"Ⅱ－６－①保管場所 ※"}]', 'changes=[{"timing":"after","item":"Ⅱ－６－③消去方法 ※"}]'),
    Row("PRC42", "a ※ may be explained", "full-item", 'changes=[{"timing":"after","item":"Ⅱ-6-①保管場所※（重要な変更）"}]', 'changes=[{"timing":"after","item":"Ⅱ-6-①保管場所※（重要な変更）","timing_note":"誤記の修正"}]'),
    Row("PRC42", "with headings on lines of their own", "full-item", PRINTED.format("①保管場所"), PRINTED.format("③消去方法")),
    Row("PRC42", "with headings between blanks", "full-item", 'changes=[{"timing":"after","item":"Ⅱ　６．特定個人情報の保管・消去　①保管場所"}]', 'changes=[{"timing":"after","item":"Ⅱ　６．特定個人情報の保管・消去　②保管期間　その妥当性"}]'),
    Row("PRC42", "with nothing between its parts", "key-item", 'changes=[{"timing":"after","item":"II6.特定個人情報の保管・消去①保管場所"}]', 'changes=[{"timing":"after","item":"II5.特定個人情報の提供・移転①法令上の根拠"}]'),
    Row("PRC42", "the number of an item tells equal labels apart", "full-item", 'changes=[{"timing":"after","item":"Ⅱ　４．特定個人情報ファイルの取扱いの委託　対象となる本人の範囲"}]', 'changes=[{"timing":"after","item":"Ⅱ　５．特定個人情報の提供・移転　②法令上の根拠"}]'),
    Row("PRC42", "an item that is one blank keeps its number", "key-item", 'changes=[{"timing":"after","item":"Ⅲ　１０．その他のリスク対策 ※"}]', 'changes=[{"timing":"after","item":"Ⅱ　７．備考"}]'),
    Row("PRC43", "an amendment is submitted within a fortnight", "threshold", 'changes=[{"date":"2026-11-08","timing":"after"}]; procedure_facts.submitted_on=2026-11-23', 'changes=[{"date":"2026-11-09","timing":"after"}]; procedure_facts.submitted_on=2026-11-23'),
)  # fmt: skip

ROWS = (
    *CHARACTERS,
    *COMPLETENESS,
    *SIBLINGS,
    *FILES,
    *PROCESSES,
    *RATINGS,
    *NAMES,
    *WORDING,
    *STEPS,
    *ORDER,
    *PERIODS,
    *CHANGES,
)
