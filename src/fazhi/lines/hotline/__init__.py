"""
Hotline: the 12348 legal advice telephone 12348公共法律服务热线, from the roster of its duty teams on. For those who plan its
seats and for the law firms that serve them. No statute sets its service levels; what is promised is local and dated.
"""
