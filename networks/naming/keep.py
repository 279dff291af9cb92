"""keep.eu: the workbook of a search, with a sheet of projects and one of their partners."""

# keep.eu itself gives no number in its workbooks.
KEY = ("keep.eu ID", "Project ID", "Keep ID")
PROGRAMME = ("Programme",)
ACRONYM = ("Project acronym", "Acronym")
TITLE = ("Project name in English", "Project name", "Project title")
CURRENCY = "Currency"
PROJECT = {
    "acronym": ACRONYM,
    "full_title": TITLE,
    "programme": PROGRAMME,
    "starts_on": ("Project start", "Project start date", "Start date"),
    "ends_on": ("Project end", "Project end date", "End date"),
    "budget": (
        "Project's total budget / expenditure",
        "Total budget/expenditure",
        "Project's total budget",
        "Total budget",
    ),
    "grant": ("Project's EU funding", "Total EU funding (amount)", "EU funding"),
    "objective_code": ("Specific objective code",),
    "web_address": ("Project website", "Website"),
}
NAME = ("Organisation in English", "Organisation", "Partner name in English", "Partner name")
LEAD = ("Lead partner", "Lead Partner (Yes/No)")
PIC = ("Participant Identification Code", "(2021 - 2027) PIC", "PIC")
ORGANISATION = {
    "name": NAME,
    "country": ("Country code", "Country"),
    "town": ("Town", "City"),
    "registration_number": (
        "(2021 - 2027) Partner's ID if not PIC",
        "Partner's ID if not PIC",
        "VAT number",
    ),
    "web_address": ("Organisation website",),
}
# keep.eu itself tells leads from others only, and has what was granted.
ROLE, STATE = "Partner role", "Project state"
PART = {
    "contribution": (
        "Partner's total budget / expenditure",
        "Partner's total budget",
        "Partner's budget",
    ),
}
