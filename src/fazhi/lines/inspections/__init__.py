"""
Inspections: double-random inspections (双随机、一公开) of law firms, notary offices, forensic institutions and grassroots
legal service offices, by a draw that anyone can verify. For the officials who draw, visit and publish, for the institutions
that are visited, and for whoever doubts the draw. Law: 优化营商环境条例 art. 54, 行政许可法 art. 61 to 63.
"""
