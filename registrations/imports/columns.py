"""Which column of a list is which: headings of dealer systems, clubs and forums, Chinese and English.

Rule: headings are matched whole, so that an emergency contact's number is never taken for the owner's.
"""

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": (
        "客户姓名", "车主姓名", "姓名", "车主", "客户名称", "客户", "会员姓名", "联系人", "name", "owner",
        "owner name", "customer", "customer name", "full name",
    ),
    "phone": (
        "手机号码", "手机号", "手机", "移动电话", "联系电话", "电话", "电话号码", "联系方式", "客户电话",
        "客户手机", "车主手机", "手机1",
        "车主电话", "phone", "mobile", "mobile number", "mobile phone", "phone number", "telephone", "tel",
        "cell",
    ),
    "plate": (
        "车牌号", "车牌", "车牌号码", "牌照", "牌照号", "plate", "plate number", "number plate",
        "licence plate", "license plate",
    ),
    "vin": (
        "车架号", "车架号码", "vin", "vin码", "vin号", "底盘号", "车辆识别代号", "车辆识别码", "chassis number",
    ),
    "model": ("车型", "车型名称", "车系", "购买车型", "model", "car", "car model", "vehicle", "vehicle model"),
    "drive": ("动力", "动力类型", "能源类型", "燃料类型", "drive", "fuel", "powertrain"),
    "bought_on": (
        "购车日期", "购车时间", "购买日期", "交车日期", "销售日期", "开票日期", "bought", "bought on", "purchase date",
        "delivery date",
    ),
    "born_on": ("生日", "出生日期", "客户生日", "birthday", "date of birth", "birth date", "dob"),
    "last_visit_on": (
        "最近进厂日期", "最近进厂", "最近进店日期", "最近进店", "最后进厂日期", "最后进店日期", "上次进店",
        "上次进厂", "最近来店日期", "最近维修日期", "最近保养日期", "last visit", "last visit on",
        "last service", "last visit date",
    ),
    "visit_count": (
        "进厂次数", "进店次数", "来店次数", "维修次数", "到店次数", "visits", "visit count",
        "number of visits",
    ),
    "spent_amount": (
        "累计消费", "累计消费金额", "消费金额", "消费总额", "总消费", "累计产值", "spent", "total spent",
        "spent amount", "amount spent",
    ),
    "city": ("城市", "所在城市", "所在地", "地区", "city", "town"),
    "adviser": (
        "服务顾问", "销售顾问", "顾问", "专属顾问", "adviser", "advisor", "service adviser", "sales adviser",
    ),
    "nickname": ("网名", "论坛昵称", "昵称", "论坛id", "微信昵称", "nickname", "forum name", "screen name"),
    "member_since": ("入会日期", "入会时间", "member since", "joined", "joined on"),
    "member_number": ("会员号", "会员编号", "会员卡号", "member number", "member no", "membership number"),
    "prospect": ("意向客户", "潜客", "是否潜客", "prospect"),
    "do_not_call": ("勿扰", "免打扰", "拒绝来电", "do not call", "dnc"),
    "note": ("备注", "说明", "客户备注", "note", "notes", "remark", "remarks", "comment"),
}  # fmt: skip
