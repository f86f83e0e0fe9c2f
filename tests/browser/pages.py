"""The pages of the dashboard, each as an address that shows something."""

# name: (address, needs a token, headings in Chinese and English)
PAGES = {
    "overview": ("#/overview?year=2024", False, ("总览", "Overview")),
    "indicator": ("#/indicator?id=train_persontimes&year=2024", False,
                  ("职业培训人次", "Vocational training person-times")),
    "enterprises": ("#/enterprises?year=2024", False,
                    ("合作企业", "Partner enterprises")),
    "completeness": ("#/completeness?period=2024AY", False,
                     ("上报情况", "Completeness")),
    "imports": ("#/imports", True, ("导入", "Imports")),
    "report": ("#/report?year=2024&through=M08", False,
               ("年度总结", "Annual summary")),
}
