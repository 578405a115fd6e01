"""
Administration (管理): offices, officials and posts, the law's calendar and periods, mappings, document numbers, the trail.

Every change goes through a service of the kernel and into the trail; the three administrators see no matter here.
"""
