"""
The annual report on building a rule-of-law government (法治政府建设年度报告): orders what the lines put into
`kernel/indicators`, prints it as Word and HTML, compares it with what was published. For the office that writes the report
each spring, by 1 March to its superiors and by 1 April to the public (厅字〔2019〕28号). It collects from no line.
"""
