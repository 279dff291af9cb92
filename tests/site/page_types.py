"""Every page type that an editor can make, with the least that its form asks for."""

from typing import Any

# Page type → (where it is made: a demo page's type, what has to be filled in beside the title).
PAGE_TYPES: dict[str, tuple[str, dict[str, Any]]] = {
    "home.StandardPage": ("home.HomePage", {}),
    "home.NewsPage": ("home.NewsIndexPage", {"date": "2026-03-02"}),
    "home.EventPage": (
        "home.EventIndexPage",
        {"starts_at": "2027-03-02 09:00", "ends_at": "2027-03-02 16:00", "place": "Stadshuset"},
    ),
    "policy.DecisionPage": (
        "policy.DecisionIndexPage",
        {
            "kind": "decision",
            "deciding_body": "operation:city-executive-board",
            "decided_on": "2026-03-02",
            "decision_text": "Kommunstyrelsen beslutar.",
            "signatories-TOTAL_FORMS": "1",
            "signatories-0-name": "N.N.",
            "signatories-0-role_sv": "Ordförande",
            "signatories-0-role_en": "Chair",
        },
    ),
    "policy.PolicyVersionPage": (
        "policy.PolicyVersionIndexPage",
        {
            "dated": "2026-03-02",
            "status": "proposed",
            "annexes-TOTAL_FORMS": "1",
            "annexes-0-number": "1",
            "annexes-0-title": "Bilaga",
        },
    ),
    "policy.ActionPlanPage": (
        "policy.ActionPlanIndexPage",
        {
            "starts_on": "2027-01-01",
            "ends_on": "2028-12-31",
            "precision": "year",
            "areas-TOTAL_FORMS": "1",
            "areas-0-reference": "ny",
            "areas-0-title": "Nytt område",
        },
    ),
    "policy.ActivityPage": (
        "policy.ActionPlanPage",
        {
            "reference": "X1",
            "area": "area:political",
            "starts_on": "2006-03-01",
            "ends_on": "2006-03-31",
            "precision": "month",
        },
    ),
    "policy.QuarterlyReportPage": ("policy.ActionPlanPage", {"year": "2006", "quarter": "2"}),
    "networks.NetworkPage": ("networks.NetworkIndexPage", {"level": "european"}),
    "networks.TwinTownPage": ("networks.TwinTownIndexPage", {"country": "FI"}),
    "networks.PartnerRegionPage": (
        "networks.TwinTownIndexPage",
        {"country": "EE", "agreement": "contacts"},
    ),
    "networks.ProjectPage": ("networks.ProjectIndexPage", {"currency": "EUR"}),
    "newsletter.NewsletterIssuePage": (
        "newsletter.NewsletterIndexPage",
        {"number": "2", "issue_date": "2026-03-02"},
    ),
}

# Types of which the site has one in each language: made anew after the demo one is deleted.
SINGLE_PAGE_TYPES: dict[str, tuple[str, dict[str, Any]]] = {
    "home.AccessibilityStatementPage": (
        "home.HomePage",
        {"conformance": "partial", "assessed_on": "2026-03-02"},
    ),
    "home.NewsIndexPage": ("home.HomePage", {}),
    "home.EventIndexPage": ("home.HomePage", {}),
    "policy.ActionPlanIndexPage": ("home.HomePage", {}),
    "policy.BackgroundPage": ("policy.PolicyPage", {}),
    "policy.DecisionIndexPage": ("policy.PolicyPage", {}),
    "policy.MethodPage": (
        "policy.PolicyPage",
        {
            "methods-TOTAL_FORMS": "1",
            "methods-0-reference": "M1",
            "methods-0-text": "En metod",
        },
    ),
    "policy.PolicyPage": (
        "home.HomePage",
        {
            "statements-TOTAL_FORMS": "1",
            "statements-0-reference": "I1",
            "statements-0-text": "En inriktning",
        },
    ),
    "policy.PolicyVersionIndexPage": ("policy.PolicyPage", {}),
    "policy.VisionPage": ("policy.PolicyPage", {"vision": "En vision"}),
    "networks.NetworkIndexPage": ("home.HomePage", {}),
    "networks.ProjectIndexPage": ("home.HomePage", {}),
    "networks.TwinTownIndexPage": ("home.HomePage", {}),
    "newsletter.NewsletterIndexPage": ("home.HomePage", {}),
}
