"""
Legality review (合法性审核): drafts of normative documents, decisions, contracts and other matters of law, reviewed by two
before they are issued; what is issued is registered, filed (备案), and expires. For the reviewing division, and for whoever
answers that nothing unlawful was issued. Law: 国办发〔2018〕37号, 国办发〔2018〕115号, 重大行政决策程序暂行条例 art. 25 to 28.
"""
