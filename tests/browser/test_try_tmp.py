import pytest
from playwright.sync_api import sync_playwright
@pytest.mark.django_db(transaction=True)
def test_shots(live_server, settings):
    import os
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="1"
    from tests.cast import assemble
    from xuncha.trust.models import Account
    settings.XUNCHA_DEMO=True
    assemble(); Account.objects.update(fictional=True)
    with sync_playwright() as p:
        b=p.chromium.launch(executable_path='/usr/bin/chromium',args=['--no-sandbox','--disable-gpu','--disable-background-networking'])
        for w in (1366,390):
            pg=b.new_context(viewport={'width':w,'height':768}).new_page(); pg.on('console',lambda m:print('CONSOLE',m.text))
            def shot(n):
                pg.wait_for_timeout(150); pg.screenshot(path=f'/tmp/looksample/{n}-{w}.png',full_page=True)
                ov=pg.evaluate('document.documentElement.scrollWidth-innerWidth')
                if ov>0: print('OVERFLOW',n,w,ov)
            pg.goto(live_server.url+'/'); shot('login')
            pg.click('button[value=office]'); print(pg.url); shot('home2')
            for n in ('journal','account'):
                pg.goto(f'{live_server.url}/{n}/'); print(n, pg.title()); shot(n)
            pg.goto(live_server.url+'/nowhere/'); print(pg.title()); shot('404')
        b.close()
