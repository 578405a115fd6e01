"""
Mediation: people's mediation (人民调解), administrative mediation (行政调解) and the referrals from police, courts and
petition offices (公调、诉调、访调对接). For mediators, committees, the eleven departments and the bureau that answers for
them. Law: 人民调解法; 厦门市行政调解规定 (厦府办规〔2024〕2号).
"""
