"""The school that sends train_monthly, and what it has reported."""
SCHOOL = "3636001234"


def register(server):
    server.admin.load("schools", "code,name_zh,level,area\n"
                      f"{SCHOOL},示例市第一职业中等专业学校,sv,360900\n")


def observed(server, indicator):
    """[(breakdown, value, status)] of what was reported."""
    return [tuple(row) for row in server.psql(
        "SELECT p.text, o.value, o.status FROM observation o"
        " JOIN cell c ON c.id = o.cell"
        " JOIN indicator i ON i.id = c.indicator"
        " JOIN breakdown b ON b.id = c.breakdown"
        " CROSS JOIN LATERAL (SELECT string_agg(d.code || '=' || m.code, ','"
        "   ORDER BY d.code) AS text, count(*) AS parts FROM member m"
        "   JOIN dimension d ON d.id = m.dimension"
        "   WHERE m.id = ANY (b.members)) p"
        f" WHERE i.code = '{indicator}' AND NOT o.derived"
        " ORDER BY p.parts, p.text COLLATE \"C\"")]
