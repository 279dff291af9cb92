import gzip, re
from tests.networks import test_map as t
def test_m(monkeypatch):
    def g(url, status=200):
        h=orig(url,status)
        z=lambda s: len(gzip.compress(s.encode()))
        if 'map__drawing' not in h: return h
        d=t.drawing(h); li=h[h.index('id="places"'):]
        lines=''.join(re.findall(r'map__lines.*?/>',h,re.S))
        land=''.join(re.findall(r'map__(?:land|lakes|borders)".*?/>',h,re.S))
        sg=d[d.index('<a class="map__sign'):]
        with open('/tmp/m.txt','a') as f: print(url, 'all',z(h),'drawing',z(d),'list',z(li),'lines',len(lines),z(lines),'land',z(land),'signs',h.count('class="map__sign'),z(sg),file=f)
        return h
    orig=t.get
    monkeypatch.setattr(t,'get',g); monkeypatch.setattr(t,'HEAVIEST',10**6)
    t.test_partners_with_many_projects_stay_light_and_lead_to_the_rest()
