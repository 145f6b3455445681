"""What the real tour's case leaves open, invented here: the cast, money, contingencies, tasks, safety notes."""

from campaigns.models import ChannelKind, Payer, Role

PASSWORD = "convoy-demo"  # noqa: S105  # printed with the demo: it protects nothing
CAST = [
    ("planner", "王晓", [Role.PLANNER]),
    ("caller", "陈静", [Role.CALLER]),
    ("caller2", "周鹏", [Role.CALLER]),
    ("host", "王强", [Role.HOST]),
    ("manager", "李建明", [Role.MANAGER]),
    ("admin", "赵敏", [Role.ADMINISTRATOR]),
]
CLUB = "xingchen"
TOUR, NIGHT, SERVICE, CLASS = CAMPAIGNS = ("zhangjiajie", "night-drive", "first-service", "autumn-class")
CHANNEL_CODES = {"store": "dm4s", "forum": "zjj7", "wechat": "wx26", "poster": "p7k2"}
CHANNEL_KINDS = {"phone": ChannelKind.PHONE, "link": ChannelKind.LINK, "qr": ChannelKind.QR}
SAFETY = [
    "连续驾驶不超过 2 小时就歇一歇",
    "编队里不超车、不追赶；掉队就近停好，对讲机或电话报一声",
    "儿童坐安全座椅，后排也系安全带",
    "晚宴喝了酒，第二天早上先测酒精再上路",
]
INCLUDED = [
    "晚宴、住宿一晚、景区门票",
    "人人有份：品牌定制 T 恤、购物袋",
    "编队同行，每车一部对讲机",
    "晚宴抽奖，抽奖过程人人可查",
]
BUDGET = [
    ("食宿、宴会", "酒店与晚宴", 66000, 64900, Payer.STORE),
    ("食宿、宴会", "厂家承担的晚宴", 30000, 29400, Payer.MANUFACTURER),
    ("门票、场地", "景区门票", 16200, 16200, Payer.STORE),
    ("门票、场地", "场地与舞台", 15000, 15000, Payer.MANUFACTURER),
    ("物料、奖品", "车贴、会旗、奖品", 13800, 11900, Payer.STORE),
    ("物料、奖品", "T 恤与礼品", 15000, 15000, Payer.MANUFACTURER),
    ("救援、保险", "随队救援、团体保险", 12000, 8800, Payer.STORE),
]
CONTINGENCIES = [
    ("车辆抛锚或爆胎", "尾车陪停，双闪、三角牌 150 米外，叫随队救援；车队在下一服务区等 20 分钟", "王强", 1),
    ("掉队走散", "就近安全停车，对讲机报位置；头车在下一收费站后重新集结", "王强", 1),
    ("人员不适或受伤", "随队医药箱处理，拨 120，尾车送最近医院，通知紧急联系人", "王晓", None),
    ("大雨、团雾", "降速、加大车距；能见度低于 200 米就近进服务区等待", "王强", 2),
    ("临时多来了家人", "现场登记为临时参加，加座加餐，T 恤用备份", "陈静", 0),
    ("第二天早上酒精未退", "出发前逐人测酒精，未退的由同伴或工作人员代驾", "王晓", 4),
]
TASKS = [
    (-30, "写好方案，报经理审批", "plan_basics"),
    (-28, "向厂家报备，申请费用与礼品", "partner_list"),
    (-26, "与论坛版主敲定召集令", "channel_list"),
    (-25, "开放报名，开始初次邀约", "channel_list"),
    (-20, "展厅贴海报，公众号推送", "channel_list"),
    (-14, "订购车贴、会旗、T 恤", "supply_list"),
    (-10, "踩线：收费站集结点、停车场、餐厅", "itinerary"),
    (-7, "到店免费检车", "task_list"),
    (-6, "开始二次确认", "task_list"),
    (-5, "催厂家礼品发货", "partner_list"),
    (-3, "二次确认截止，复核并释放名额", "task_list"),
    (-2, "编号、印车贴、排房排桌", "supply_list"),
    (-1, "装车、发行前通知、驾驶员说明会", "supply_list"),
    (0, "集合签到、贴车贴、讲安全", "itinerary"),
    (1, "早上测酒精，景区合影", "itinerary"),
    (2, "媒体与论坛发稿", "task_list"),
    (3, "交活动总结", "task_list"),
]
PRIZE_RULES = [
    "到场的每辆车一签，一车最多中一个奖",
    "工作人员与嘉宾不参加抽奖；叫号三次不在场，顺延下一辆",
    "单价 500 元以上的奖品当场公示；500 元以下凭编号领取",
]
