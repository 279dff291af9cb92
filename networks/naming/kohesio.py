"""Kohesio: operations of the cohesion policy, one row each, as its files latest_*.csv have them."""

KEY = ("Operation_Unique_Identifier", "Operation_Unique_Identifer")
SUMMARY = ("Operation_Summary_English", "Operation_Summary_Programme_Language")
# What an identifier stands behind, as an address.
ENTITY = "https://linkedopendata.eu/entity/"
TITLE = ("Operation_Name_English", "Operation_Name_Programme_Language")
# Ours: Kohesio has what was granted.
STATE = "Project_State"
CURRENCY = "Total_Eligible_Expenditure_Currency"
PROJECT = {
    "full_title": TITLE,
    "introduction": SUMMARY,
    "starts_on": ("Operation_Start_Date",),
    "ends_on": ("Operation_End_Date",),
    "budget": ("Total_Eligible_Expenditure_amount",),
    "grant": ("Project_EU_Budget",),
    "programme": ("Programme_Code", "Programme_Name"),
    "grant_agreement": ("Operation_Local_Identifier",),
    # The most specific first.
    "objective_code": ("Specific_Objective_Code", "Thematic_Objective_ID", "Policy_Objective_ID"),
}
ORGANISATION = {
    "name": ("Beneficiary_Name",),
    "registration_number": ("Beneficiary_Local_Identifier",),
}
COUNTRY = ("Beneficiary_Country", "CountryCode", "Country")
# Of the smallest regions first; several stand with a bar between them.
REGIONS = tuple((f"NUTS{level}_Code", f"NUTS{level}_Label") for level in (3, 2, 1))
BAR = "|"
