"""Who lives and works in 云溪市. Names and numbers are made up; the numbers pass their checks."""

from dataclasses import dataclass

from tests.town.places import uscc
from tongban.core import identifiers

PASSWORD = "yunxi-demo-2026"


def citizen(born: str, order: str) -> str:
    """A 公民身份号码 of a division that does not exist."""
    body = f"990100{born}{order}"
    return body + identifiers.citizen_check(body)


@dataclass(frozen=True)
class Citizen:
    """A person of the town; `login` when he has an account."""

    name: str
    id_number: str
    phone: str
    address: str
    login: str = ""


CITIZENS = {
    "lin": Citizen("林小安", citizen("19880312", "002"), "13900000011", "云溪市清泉路17号2栋501室", "lin"),
    "xu": Citizen("许晓红", citizen("19920726", "004"), "13900000012", "云溪市文华路21号3栋302室", "xu"),
    "wang": Citizen("王桂兰", citizen("19410905", "006"), "13900000013", "临江县桃源镇桃花村3组12号", "wang"),
    "fang": Citizen(
        "方一鸣", citizen("20060118", "001"), "13900000014", "云溪市学府路100号学生公寓6栋", "fang"
    ),
    "yan": Citizen("刘䶮", citizen("19950603", "003"), "13900000015", "松岭县茶山镇竹海村1组5号", "yan"),
    "zhang": Citizen(
        "张大勇", citizen("19800101", "005"), "13900000016", "云溪市清泉路17号2栋502室", "zhang"
    ),
    "ma": Citizen("马力", citizen("19830422", "007"), "13900000017", "云溪市通达路66号1栋101室", "ma"),
    "he": Citizen("何秀英", citizen("19751130", "008"), "13900000018", "松岭县松风街40号", "he"),
    "luo": Citizen("罗蕾", citizen("19900214", "010"), "13900000019", "云溪市平安大街15号4栋201室", "luo"),
    "zhao": Citizen("赵启明", citizen("19790809", "009"), "13900000020", "云溪市惠民路50号2栋1202室", "zhao"),
}


@dataclass(frozen=True)
class Company:
    """A firm of the town, its legal representative and who else may act for it."""

    code: str
    name: str
    address: str
    representative: str
    handlers: tuple[str, ...] = ()
    kind: str = "enterprise"


FIRMS = {
    "qinghe": Company(
        uscc("91", "990100", "MA8Y2F3K"), "云溪市青禾餐饮有限公司", "云溪市清泉路17号1层", "lin"
    ),
    "juli": Company(
        uscc("91", "990100", "MA8Y2G4L"), "云溪市橘里书店有限公司", "云溪市文华路19号", "zhao", ("xu",)
    ),
    "shunda": Company(uscc("91", "990100", "MA8Y2H5M"), "云溪市顺达货运有限公司", "云溪市通达路66号", "ma"),
    "heji": Company(
        uscc("92", "990122", "MA8Y2J6N"), "松岭县何记面馆", "松岭县松风街38号", "he", kind="sole_trader"
    ),
}


@dataclass(frozen=True)
class Staff:
    """An officer on a post: `agency` has the post, `acts_for` are the agencies that delegate to it."""

    agency: str
    kind: str
    post: str
    name: str
    login: str = ""
    place: str = ""
    citizen: str = ""
    expired: bool = False


HALL = "云溪市政务服务中心一楼A区"
STAFF = [
    Staff("zwj", "window", "综合窗口岗（07号）", "沈青", "shenqing", f"{HALL}07号"),
    Staff("zwj", "window", "综合窗口岗（05号）", "苏禾", "suhe", f"{HALL}05号"),
    Staff("zwj", "window", "综合窗口岗（03号）", "罗蕾", "luolei", f"{HALL}03号", citizen="luo"),
    Staff("zwj", "issue", "统一出件岗", "丁宁", "dingning", f"{HALL}15号"),
    Staff("scjg", "review", "许可科审查岗", "周明", "zhouming"),
    Staff("scjg", "review", "许可科审查二岗", "方远", "fangyuan", expired=True),
    Staff("scjg", "visit", "许可科核查岗", "高远", "gaoyuan"),
    Staff("scjg", "decide", "许可科科长", "陈立", "chenli"),
    Staff("gaj", "review", "治安管理支队审查岗", "秦朗", "qinlang"),
    Staff("gaj", "review2", "治安管理支队复核岗", "江涛", "jiangtao"),
    Staff("gaj", "decide", "治安管理支队支队长", "董平", "dongping"),
    Staff("rsj", "review", "就业和社保科审查岗", "唐悦", "tangyue"),
    Staff("rsj", "decide", "就业和社保科科长", "郑成", "zhengcheng"),
    Staff("zjj", "review", "行政审批科审查岗", "贺磊"),
    Staff("zjj", "visit", "行政审批科核查岗", "石峰"),
    Staff("zjj", "decide", "行政审批科科长", "梁栋", "liangdong"),
    Staff("mzj", "review", "老龄福利科审查岗", "白洁", "baijie"),
    Staff("mzj", "decide", "老龄福利科科长", "孙敬", "sunjing"),
    Staff("wjw", "review", "审批科审查岗", "叶青禾", "yeqinghe"),
    Staff("wjw", "visit", "审批科核查岗", "卫康"),
    Staff("wjw", "decide", "审批科科长", "杜若", "duruo"),
    Staff("cgj", "review", "市容审批科审查岗", "程亮", "chengliang"),
    Staff("cgj", "visit", "市容审批科勘查岗", "范舟"),
    Staff("cgj", "decide", "市容审批科科长", "钟华", "zhonghua"),
    Staff("jtj", "review", "运输管理科初审岗", "路遥", "luyao"),
    Staff("jtj", "review2", "运输管理科复核岗", "车明", "cheming"),
    Staff("jtj", "decide", "运输管理科科长", "马骏", "majun"),
    Staff("nyj", "review", "行政审批科审查岗", "田野"),
    Staff("nyj", "visit", "行政审批科核查岗", "苗壮"),
    Staff("nyj", "decide", "行政审批科科长", "谷丰", "gufeng"),
    Staff("wlj", "review", "市场管理科审查岗", "余音", "yuyin"),
    Staff("wlj", "decide", "市场管理科科长", "章程", "zhangcheng"),
    Staff("xwj", "review", "印刷发行科审查岗", "舒文", "shuwen"),
    Staff("xwj", "decide", "印刷发行科科长", "闻远", "wenyuan"),
    Staff("slj", "review", "水资源科审查岗", "江源", "jiangyuan"),
    Staff("slj", "review2", "水资源科复核岗", "汪洋", "wangyang"),
    Staff("slj", "decide", "水资源科科长", "池清", "chiqing"),
    Staff("gjj", "review", "提取科审查岗", "安居", "anju"),
    Staff("gjj", "decide", "提取科科长", "安宁", "anning"),
    Staff("lj_scjg", "review", "行政审批股审查岗", "韩冬", "handong"),
    Staff("lj_scjg", "decide", "行政审批股股长", "柳青"),
    Staff("scjg", "editor", "法规科事项管理岗", "简宁", "jianning"),
    Staff("scjg", "editor", "法规科事项管理二岗", "许诺", "xunuo"),
    Staff("scjg", "editor", "法规科事项管理三岗", "季冬", "jidong", expired=True),
    Staff("scjg", "checker", "法规科部门审核岗", "严正", "yanzheng"),
    Staff("zwj", "editor", "审批改革科事项管理岗", "向晨", "xiangchen"),
    Staff("zwj", "checker", "审批改革科部门审核岗", "顾全", "guquan"),
    Staff("zwj", "legal", "政策法规科法制审核岗", "方正言", "fangzhengyan"),
    Staff("zwj", "establishment", "审批改革科机构编制审核岗", "衡平", "hengping"),
    Staff("lj_scjg", "editor", "行政审批股事项管理岗", "林溪", "linxi"),
    Staff("lj_scjg", "checker", "行政审批股部门审核岗", "韩清", "hanqing"),
    Staff("lj_zwj", "window", "综合窗口岗（01号）", "渡远", "duyuan", "临江县政务服务中心一楼01号"),
    Staff("lj_zwj", "legal", "法制审核岗", "秦直", "qinzhi"),
    Staff("lj_zwj", "establishment", "机构编制审核岗", "邵平", "shaoping"),
    Staff("lj_zwj", "keeper", "标准和清单管理岗", "伍典", "wudian"),
    Staff("taoyuan", "editor", "便民服务中心事项管理岗", "陶然", "taoran"),
    Staff("taoyuan", "checker", "党政办部门审核岗", "谭明", "tanming"),
    Staff("taohua", "editor", "便民服务点事项管理岗", "桑宁", "sangning"),
    Staff("zwj", "keeper", "标准和清单管理岗", "段清", "duanqing"),
    Staff("slj", "visit", "水资源科勘查岗", "洪量"),
    Staff("xfzd", "review", "防火监督科审查岗", "霍安", "huoan"),
    Staff("xfzd", "visit", "防火监督科检查岗", "燕防"),
    Staff("xfzd", "decide", "防火监督科科长", "水平川", "shuipingchuan"),
    Staff("ybj", "review", "待遇保障科审查岗", "康宁", "kangning"),
    Staff("ybj", "decide", "待遇保障科科长", "艾民"),
    Staff("fgw", "review", "固定资产投资科审查岗", "项前", "xiangqian"),
    Staff("fgw", "decide", "固定资产投资科科长", "计兴"),
    Staff("zrzy", "review", "用地用途管制科审查岗", "田界", "tianjie"),
    Staff("zrzy", "review2", "空间规划科会签岗", "图南", "tunan"),
    Staff("zrzy", "visit", "测绘勘验岗", "步量"),
    Staff("zrzy", "decide", "行政审批科科长", "山河", "shanhe"),
    Staff("zjj", "review2", "消防设计审验科会签岗", "严防", "yanfang"),
    Staff("rsj", "review2", "工伤保险科复核岗", "甄实"),
    Staff("rsj", "visit", "工伤保险科调查岗", "查明"),
    Staff("lj_scjg", "visit", "稽查股核查岗", "侦实"),
    Staff("lj_mzj", "review", "社会救助股审查岗", "温暖", "wennuan"),
    Staff("lj_mzj", "decide", "社会救助股股长", "邢善", "xingshan"),
    Staff("lj_jyj", "review", "基础教育股审查岗", "文育", "wenyu"),
    Staff("lj_jyj", "decide", "基础教育股股长", "师正"),
    Staff("lj_zwj", "editor", "审批服务股事项管理岗", "江舟", "jiangzhou"),
    Staff("lj_zwj", "checker", "审批服务股部门审核岗", "江岸", "jiangan"),
    Staff("lj_zwj", "issue", "统一出件岗", "江晚", "jiangwan", "临江县政务服务中心一楼08号"),
    Staff("taoyuan", "window", "综合窗口岗", "陶李", "taoli", "桃源镇便民服务中心1号"),
    Staff("taoyuan", "review", "社会事务办审查岗", "苗禾", "miaohe"),
    Staff("taoyuan", "review2", "自然资源所会签岗", "土根"),
    Staff("taoyuan", "visit", "综合执法队勘查岗", "巡实"),
    Staff("taoyuan", "decide", "分管副镇长", "陶镇", "taozhen"),
    Staff("taohua", "window", "便民服务点窗口岗", "桑叶", "sangye", "桃花村便民服务点"),
    Staff("taohua", "review", "村集体经济联络岗", "桑田"),
    Staff("taohua", "decide", "村民委员会主任", "桑梓", "sangzi"),
    Staff("community", "window", "社区综合窗口岗", "邻里", "linli", "桃源社区便民服务站"),
    Staff("community", "visit", "社区网格岗", "串门"),
    Staff("community", "decide", "居民委员会主任", "安邻", "anlin"),
    Staff("zwj", "supervisor", "电子监察科监察岗", "程鉴", "chengjian"),
    Staff("zwj", "supervisor", "电子监察科科长", "尚明", "shangming"),
    Staff("lj_zwj", "supervisor", "电子监察岗", "江鉴", "jiangjian"),
    Staff("zwj", "operator", "信息科运行维护岗", "云帆", "yunfan"),
]
