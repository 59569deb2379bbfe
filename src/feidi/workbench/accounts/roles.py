"""The roles people have, and what each may do."""

from dataclasses import dataclass

from feidi.quantities.words import Words

LEADER, INVESTMENT, PARK, LAND = "leader", "investment", "park", "land"
FINANCE, STATISTICS, POLICY, JOINT_OFFICE = "finance", "statistics", "policy", "joint"
DUTY = "duty"
SYSTEM, SECURITY, AUDIT = "system", "security", "audit"

ROLES = {
    LEADER: Words("领导", "leader"),
    INVESTMENT: Words("招商", "investment officer"),
    PARK: Words("园区", "park officer"),
    LAND: Words("自然资源", "natural resources"),
    FINANCE: Words("财政", "finance"),
    STATISTICS: Words("统计", "statistics"),
    POLICY: Words("政策", "policy officer"),
    JOINT_OFFICE: Words("联合办", "joint office"),
    DUTY: Words("值班", "duty operator"),
    SYSTEM: Words("系统管理员", "system administrator"),
    SECURITY: Words("安全管理员", "security administrator"),
    AUDIT: Words("审计管理员", "audit administrator"),
}
# the three exclude one another and every seat at a side (GB/T 22239-2019)
ADMINISTRATORS = (SYSTEM, SECURITY, AUDIT)
OFFICERS = tuple(role for role in ROLES if role not in ADMINISTRATORS)


@dataclass(frozen=True)
class Right:
    """Something that may be done, and by whom."""

    name: str
    words: Words
    roles: tuple[str, ...]


def _right(name: str, zh: str, en: str, *roles: str) -> Right:
    return Right(name, Words(zh, en), roles)


READ = _right("read", "查看本园区", "see the park", *OFFICERS)
DRAFT_AGREEMENT = _right(
    "agreements.draft", "起草协议", "draft agreements", FINANCE, POLICY, JOINT_OFFICE
)
CONFIRM_AGREEMENT = _right("agreements.confirm", "确认协议", "confirm agreements", LEADER)
OBLIGATIONS = _right(
    "agreements.obligations", "登记履约", "keep obligations", FINANCE, POLICY, LEADER, JOINT_OFFICE
)
IMPORT = _right("imports", "导入数据", "import data", FINANCE)
SETTLE = _right("settlements.run", "计算结算", "run settlements", FINANCE)
CONFIRM_SETTLEMENT = _right("settlements.confirm", "确认结算", "confirm settlements", FINANCE)
ATTRIBUTE = _right(
    "attribution", "提交和确认指标分算表", "put and confirm attribution sheets", STATISTICS
)
PROJECTS = _right("projects", "登记项目", "keep projects", INVESTMENT, PARK)
ALLOCATE = _right("land", "维护地块", "keep parcels", LAND, PARK)
COORDINATE = _right("coordination", "会议与督办", "meetings and tasks", JOINT_OFFICE, LEADER)
INSTRUCT = _right("coordination.instruct", "批示", "instruct", LEADER)
PROPOSE_ITEM = _right("coordination.propose", "提出议题", "propose agenda items", *OFFICERS)
REPORT_TASK = _right("coordination.report", "反馈督办", "report on tasks", *OFFICERS)
ATTACH = _right("documents", "上传附件", "attach documents", *OFFICERS)
ENTERPRISES = _right(
    "enterprises", "维护企业库、走访与商会", "keep enterprises, visits and chambers",
    INVESTMENT, PARK, STATISTICS, JOINT_OFFICE,
)  # fmt: skip
CONTACTS = _right("enterprises.contacts", "查看联系方式", "see contacts", INVESTMENT, PARK)
MONITOR = _right("readings", "登记测点", "register measuring points", PARK, DUTY)
LEAVE = _right("exchange.leave", "离场导出", "take the data along", LEADER)
TOKENS = _right("tokens", "管理接口令牌", "keep API tokens", LEADER, JOINT_OFFICE, SECURITY)
# no role has these: a token is given them by name
PUSH_RECEIPTS = _right("receipts.push", "经接口报送入库", "push receipts by the interface")
PUSH_READINGS = _right("readings.push", "经接口上报监测数据", "push readings by the interface")
GRANT = _right("accounts.grant", "授权", "grant roles", SECURITY)
ACCOUNTS = _right("accounts", "建立账号", "make accounts", SYSTEM)
HEALTH = _right("health", "查看系统状况", "see the system's health", SYSTEM)
READ_AUDIT = _right("audit.read", "查看审计", "read the audit trail", AUDIT)
RIGHTS = (
    READ, DRAFT_AGREEMENT, CONFIRM_AGREEMENT, OBLIGATIONS, IMPORT, SETTLE, CONFIRM_SETTLEMENT,
    ATTRIBUTE, PROJECTS, ALLOCATE, COORDINATE, INSTRUCT, PROPOSE_ITEM, REPORT_TASK, ATTACH,
    ENTERPRISES, CONTACTS, MONITOR, LEAVE, TOKENS, PUSH_RECEIPTS, PUSH_READINGS, GRANT, ACCOUNTS,
    HEALTH, READ_AUDIT,
)  # fmt: skip
