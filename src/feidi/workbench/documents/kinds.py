"""What the tables are called to whose rows files are attached."""

from feidi.quantities.words import Words

KINDS = {
    "agreements.text": Words("协议文本", "agreement"),
    "agreements.obligation": Words("履约义务", "obligation"),
    "imports.batch": Words("数据批次", "batch of data"),
    "settlements.run": Words("结算", "settlement"),
    "settlements.statement": Words("年度结算书", "statement of a year"),
    "enterprises.enterprise": Words("企业", "enterprise"),
    "enterprises.visit": Words("走访", "visit"),
    "enterprises.chamber": Words("商会", "chamber of commerce"),
    "projects.project": Words("项目", "project"),
    "projects.handover": Words("移交", "hand-over"),
    "land.parcel": Words("地块", "parcel"),
    "coordination.meeting": Words("会议", "meeting"),
    "coordination.agendaitem": Words("议题", "agenda item"),
    "coordination.minutes": Words("会议纪要", "minutes"),
    "coordination.dutysheet": Words("职责分工", "duties"),
    "coordination.task": Words("督办事项", "supervised task"),
    "coordination.decision": Words("议定事项", "decision"),
}
