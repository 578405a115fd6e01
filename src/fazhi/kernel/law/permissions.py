"""Who keeps the law library: reference data, of the administrator who runs the system."""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Permission

IMPORT = Permission("law.import", "导入法规", frozenset({"system_administrator"}), Article("网络安全法", 23, 1, 1))
