-- Forms: profiles with a layout (docs/forms.md), as they were put.
CREATE TABLE form (
    name       text PRIMARY KEY,
    document   text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by text NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON form TO tvetstat;

INSERT INTO form (name, document, updated_by)
VALUES ('train_monthly', $form${
 "layout": {"title": "职业学校职业培训情况月报表", "header_rows": 3},
 "columns": [
  {"header": "序号", "as": "ignore"},
  {"header": "县(市、区)", "as": "ignore", "fill": true,
   "aliases": ["县市区", "县区", "县(区)", "所在县(市、区)", "地区"]},
  {"header": "培训类型", "as": "dimension", "dimension": "train_type",
   "fill": false,
   "aliases": ["培训类别", "类型", "类别", "培训项目类型"],
   "map": {
    "就业技能培训": "job_ready",
    "岗位技能提升培训": "upskill",
    "岗位技能培训": "upskill",
    "创业培训": "startup",
    "企业新型学徒制培训": "new_apprentice",
    "新型学徒制培训": "new_apprentice",
    "乡村振兴与高素质农民培训": "rural",
    "高素质农民培训": "rural",
    "社区与老年教育培训": "community",
    "师资培训": "teacher",
    "其他培训": "other",
    "其他": "other"}},
  {"header": "培训人次/合计", "as": "value", "unit": "人次",
   "indicator": "train_persontimes",
   "aliases": ["培训人次/小计", "培训人次", "培训人次/总计"]},
  {"header": "培训人次/男", "as": "value", "unit": "人次",
   "indicator": "train_persontimes", "dimensions": {"gender": "1"},
   "aliases": ["培训人次/男性"]},
  {"header": "培训人次/女", "as": "value", "unit": "人次",
   "indicator": "train_persontimes", "dimensions": {"gender": "2"},
   "aliases": ["培训人次/女性"]},
  {"header": "培训人次/其中:补贴性", "as": "value", "unit": "人次",
   "indicator": "train_persontimes_subsidised",
   "aliases": ["培训人次/补贴性培训", "补贴性", "补贴性培训"]},
  {"header": "其中:重点群体/农民工", "as": "value", "unit": "人次",
   "indicator": "train_persontimes", "dimensions": {"key_group": "migrant"},
   "aliases": ["农民工", "培训人次/重点群体/农民工"]},
  {"header": "其中:重点群体/退役军人", "as": "value", "unit": "人次",
   "indicator": "train_persontimes", "dimensions": {"key_group": "veteran"},
   "aliases": ["退役军人", "培训人次/重点群体/退役军人"]},
  {"header": "其中:重点群体/失业人员", "as": "value", "unit": "人次",
   "indicator": "train_persontimes", "dimensions": {"key_group": "unemployed"},
   "aliases": ["失业人员", "登记失业人员", "重点群体/登记失业人员",
    "培训人次/重点群体/失业人员"]},
  {"header": "到账经费(万元)", "as": "value", "unit": "万元",
   "indicator": "train_funds", "optional": true,
   "aliases": ["到账资金", "到款额"]},
  {"header": "备注", "as": "note", "optional": true, "aliases": ["说明"]}
 ],
 "duplicates": "sum"
}$form$, 'tvetstat');
