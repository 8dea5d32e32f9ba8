package io.grantkeeper.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The spelling variants of each provider's name, and the vendors behind each provider. */
final class ProviderVendors {

    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("google-workspace", "google"),
            Map.entry("googleworkspace", "google"),
            Map.entry("gsuite", "google"),
            Map.entry("google-cloud", "google"),
            Map.entry("gcp", "google"),
            Map.entry("entra", "microsoft"),
            Map.entry("entra-id", "microsoft"),
            Map.entry("azure", "microsoft"),
            Map.entry("azure-ad", "microsoft"),
            Map.entry("azuread", "microsoft"),
            Map.entry("microsoft-graph", "microsoft"),
            Map.entry("msgraph", "microsoft"),
            Map.entry("microsoft365", "microsoft"),
            Map.entry("microsoft-365", "microsoft"),
            Map.entry("m365", "microsoft"),
            Map.entry("office365", "microsoft"),
            Map.entry("jira", "atlassian"),
            Map.entry("confluence", "atlassian"),
            Map.entry("claude", "anthropic"));

    /**
     * Vendors by provider, as {@link NormalizedCompanyName} keys. GitHub and Slack also publish under their parent
     * companies' names.
     */
    private static final Map<String, List<String>> VENDORS = Map.ofEntries(
            Map.entry("microsoft", List.of("microsoft", "github", "linkedin")),
            Map.entry("github", List.of("github", "microsoft")),
            Map.entry("slack", List.of("slack", "slacktechnologies", "salesforce")),
            Map.entry("salesforce", List.of("salesforce", "slack", "tableau", "mulesoft")),
            Map.entry("zoom", List.of("zoom", "zoomvideo", "zoomvideocommunications", "zoomcommunications")),
            Map.entry("docusign", List.of("docusign")),
            Map.entry("aws", List.of("amazon", "amazonwebservices", "aws")));

    /**
     * The organizations in which providers register their own apps. Microsoft names its two tenants in "Verify
     * first-party Microsoft applications in sign-in reports".
     */
    private static final Map<String, Set<String>> OWN_ORGANIZATIONS =
            Map.of("microsoft", Set.of("f8cdef31-a31e-4b4a-93e4-5f571e91255a", "72f988bf-86f1-41af-91ab-2d7cd011db47"));

    private ProviderVendors() {}

    /**
     * Returns whether the organization is one in which the provider registers its own apps; empty if it is not known
     * where the provider registers them.
     */
    static Optional<Boolean> isOwnOrganization(String provider, String organization) {
        return Optional.ofNullable(OWN_ORGANIZATIONS.get(canonical(provider)))
                .map(own -> own.contains(organization.strip().toLowerCase(Locale.ROOT)));
    }

    /** Returns whether a company name is that of the provider or of another company in its group. */
    static boolean isOwnCompany(String provider, String company) {
        return vendors(provider).contains(NormalizedCompanyName.key(company));
    }

    static String canonical(String provider) {
        String lower =
                provider.strip().toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
        return SPELLINGS.getOrDefault(lower, lower);
    }

    static boolean isOwnVendor(String provider, CatalogProduct product) {
        return product.publishers().stream().anyMatch(company -> isOwnCompany(provider, company));
    }

    private static List<String> vendors(String provider) {
        String canonical = canonical(provider);
        return VENDORS.getOrDefault(canonical, List.of(canonical));
    }
}
