"""The pages of the dashboard, each as an address that shows something."""

# name: (address, needs a token, headings in Chinese and English)
PAGES = {
    "imports": ("#/imports", True, ("导入", "Imports")),
}
