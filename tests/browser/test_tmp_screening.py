from django.core.files.uploadedfile import SimpleUploadedFile
import pytest
from tests.browser.chromium import WINDOWS
from xuncha.office.demo.ledger import demo_ledger, text_file
from xuncha.fieldwork.actions.borrow import *
from xuncha.fieldwork.actions.correct import *
from xuncha.fieldwork.actions.write_note import *
from tests.cast import TODAY
from datetime import timedelta

@pytest.mark.django_db(transaction=True)
def test_look(browser, county, address, tmp_path, client):
    f=tmp_path/"青石街道账.csv"; f.write_bytes(text_file(demo_ledger()))
    ctx=browser.new_context(viewport={"width":1366,"height":768}); page=ctx.new_page()
    bad=[]
    page.on("console", lambda m: bad.append(m.text) if m.type=="error" else None)
    from django.test import Client
    c=Client(); c.force_login(county.leader)
    ctx.add_cookies([{"name":"sessionid","value":c.cookies["sessionid"].value,"url":address}])
    n=[0]
    def shot(name, full=True):
        page.wait_for_load_state()
        page.screenshot(path=f"/tmp/scr/{name}.png", full_page=full)
    page.goto(address+f"/inspections/{county.inspection.pk}/books/"); shot("1books")
    page.set_input_files("input[type=file]", str(f)); page.click("button:has-text('导入')"); shot("2ledger")
    page.goto(address+f"/inspections/{county.inspection.pk}/books/"); page.click("button:has-text('开始筛查')")
    page.wait_for_url("**/doubts/", timeout=60000); shot("3hits")
    page.check("input[name=hit] >> nth=0"); page.check("input[name=hit] >> nth=3")
    page.click("button:has-text('拟制抽查')"); shot("4paper")
    page.goto(address+f"/inspections/{county.inspection.pk}/doubts/"); page.click("tbody a >> nth=0"); shot("5hit")
    fs=ask_files(by=county.leader, inspection=county.inspection, titles=["党工委会议记录（2023—2025年）","公务接待审批单、公函、菜单"], area="discipline", due=TODAY)
    receive_files(by=county.leader, inspection=county.inspection, files=fs[:1], on=TODAY)
    write_note(by=county.leader, inspection=county.inspection, method="visit", on=TODAY, heading="走访便民服务中心", where="一楼大厅", text="公示栏停在去年三月。")
    cr=give_correction(by=county.leader, inspection=county.inspection, problem="收费标准公示过期", demand="立即更正公示内容", due=TODAY+timedelta(days=3))
    for nm,u in (("6files","files"),("7notes","notes"),("8corr","corrections")):
        page.goto(address+f"/inspections/{county.inspection.pk}/{u}/"); shot(nm)
    page.goto(address+f"/corrections/{cr.pk}/"); shot("9correction")
    page.set_viewport_size({"width":390,"height":844})
    for nm,u in (("m6files","files"),("m3hits","doubts"),("m1books","books")):
        page.goto(address+f"/inspections/{county.inspection.pk}/{u}/"); shot(nm)
    print(bad)
    assert not bad
