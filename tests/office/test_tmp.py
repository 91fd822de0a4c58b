def test_a(cast, enter):
    c = enter(cast.office)
    for u in ("/", "/journal/", "/account/"):
        r = c.get(u)
        print(u, r.status_code, len(r.content))
