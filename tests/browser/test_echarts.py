"""What `format=echarts` answers can be set as it is."""
import pytest

DRAW = """
const [target, done] = arguments;
(async () => {
    const main = document.querySelector('script[type=module]').src;
    const {init} = await import(new URL('vendor/charts.js', main));
    const answer = await (await fetch(target)).json();
    const box = document.createElement('div');
    box.style.width = '800px';
    box.style.height = '400px';
    document.querySelector('main').replaceChildren(box);
    const chart = init(box, null, {renderer: 'svg'});
    chart.setOption({...answer, animation: false});
    done({svg: box.innerHTML, series: chart.getOption().series.length,
        source: answer.dataset.source.length});
})().catch((error) => done({error: String(error)}));
"""


@pytest.mark.parametrize("name, query, words", [
    ("years", "indicator=train_persontimes&period=2020..2024", "2022"),
    ("areas", "indicator=train_persontimes&period=2024&by=area", "甲区"),
    ("members", "indicator=students_ft&period=2022..2024&by=gender", "女"),
    ("indicators", "indicator=fund_gov,fund_loan,fund_social"
     "&period=2020..2024", "2023"),
    ("units", "indicator=students_ft,dual_share_major,fund_total"
     "&period=2023,2024&compare=prev_year", "万元"),
])
def test_an_answer_is_drawn_as_it_is(page, name, query, words):
    page.open("#/overview")
    made = page.driver.execute_async_script(
        DRAW, f"/v1/data?{query}&area=990100&format=echarts&lang=zh")
    assert "error" not in made, made
    assert made["series"] >= 1 and made["source"] > 1
    assert made["svg"].count("<path") > made["source"]
    assert words in made["svg"]
    page.shoot(f"echarts-{name}")
