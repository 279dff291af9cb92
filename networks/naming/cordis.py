"""CORDIS: project.csv and organization.csv, as the EU's open data portal publishes them."""

from networks.models.project_rows import PartnerRole

KEY = ("id", "reference")
# The grant agreement's number, in files that tell it apart from the project's.
REFERENCE = "reference"
STATUS = "status"
CURRENCY = ("totalCostCurrency", "currency")
PROJECT = {
    "acronym": ("acronym",),
    "full_title": ("title",),
    "starts_on": ("startDate",),
    "ends_on": ("endDate",),
    "budget": ("totalCost",),
    "grant": ("ecMaxContribution",),
    "programme": ("frameworkProgramme",),
    "call": ("subCall", "masterCall", "call"),
    "web_address": ("projectUrl", "webLink"),
    "introduction": ("objective",),
}
OF_PROJECT = "projectID"
PIC = ("organisationID", "id")
GEOLOCATION = "geolocation"
ORGANISATION = {
    "name": ("name",),
    "acronym": ("shortName",),
    "registration_number": ("vatNumber",),
    "country": ("country",),
    "town": ("city",),
    "web_address": ("organizationURL", "organizationUrl"),
}
ROLE = "role"
ROLES = {
    "coordinator": PartnerRole.LEAD,
    "participant": PartnerRole.PARTNER,
    "partner": PartnerRole.PARTNER,
    "associatedPartner": PartnerRole.ASSOCIATED,
    "internationalPartner": PartnerRole.ASSOCIATED,
    "thirdParty": PartnerRole.THIRD_PARTY,
}
CONTRIBUTION = "totalCost"
GRANT = "ecContribution"
LEFT = "endOfParticipation"
