"""Listed names (示例姓名、名称): what persons, companies and villages of the sample city are called."""

from fazhi.sample_city.choices import Choice

# Weights follow no census; 陈 and 林 are the frequent ones of southern Fujian.
_SURNAMES = {
    "陈": 130, "林": 110, "黄": 80, "张": 60, "王": 60, "李": 60, "吴": 55, "郑": 40, "刘": 40, "杨": 35, "蔡": 35, "郭": 30,
    "许": 30, "洪": 28, "叶": 28, "苏": 26, "曾": 25, "周": 25, "谢": 22, "庄": 20, "徐": 20, "何": 20, "朱": 18, "罗": 18,
    "邱": 16, "孙": 16, "赵": 16, "胡": 14, "高": 14, "方": 12, "江": 12, "余": 12, "卢": 12, "魏": 10, "沈": 10, "廖": 10,
    "潘": 10, "柯": 10, "纪": 10, "颜": 8, "康": 8, "傅": 8, "游": 8, "范": 8, "汤": 6, "温": 6, "施": 6, "欧阳": 4,
}  # fmt: skip
_FIRST = "志建国文晓雅丽美秀明海伟俊佳思雨嘉子宇晨婉淑惠玉锦永清振启泽梓诗语静月华瑞德景福家少小云春秋"
_SECOND = "强军明华平英芳娟燕玲红霞辉鹏斌涛峰杰浩然轩琪瑶萍珍兰梅琳颖慧欣怡宁安泉生龙德贤源凯成达良民顺兴荣"

PERSONS = Choice.of(
    {
        "surname": dict(_SURNAMES),
        "first": dict.fromkeys(_FIRST, 1),
        "second": {"": 8, **dict.fromkeys(_SECOND, 1)},
    }
)

# Invented place names of two characters, for villages, neighbourhoods and companies.
_PLACE_FIRST = "澜榕云碧沧翠锦浦岚屿汀溪莲鹭棠桐梧枫栖霁望听松竹杉鲤"
_PLACE_SECOND = "石湾坑埔岭尾厝亭桥塘林洲门垵浔泽瑞源景安和畔渡"
PLACES = tuple(first + second for second in _PLACE_SECOND for first in _PLACE_FIRST if first != second)

INDUSTRIES = {
    "trade": "商贸有限公司",
    "catering": "餐饮管理有限公司",
    "network": "网络科技有限公司",
    "building": "建筑工程有限公司",
    "labour": "劳务服务有限公司",
    "factory": "电子工业有限公司",
    "property": "物业服务有限公司",
    "housing": "房地产开发有限公司",
    "travel": "旅行社有限公司",
    "hospital": "医院有限公司",
    "transport": "汽车运输有限公司",
    "finance": "融资租赁有限公司",
    "farm": "农业发展有限公司",
    "chemical": "环保材料有限公司",
}
AGENCIES = (
    "示例街道办事处",
    "示例镇人民政府",
    "示例综合行政执法局",
    "示例自然资源分局",
    "示例社会保险中心",
    "示例公安派出所",
    "示例市场监督管理所",
)
