package io.grantkeeper.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    private ProviderVendors() {}

    static String canonical(String provider) {
        String lower =
                provider.strip().toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
        return SPELLINGS.getOrDefault(lower, lower);
    }

    static boolean isOwnVendor(String provider, CatalogProduct product) {
        String canonical = canonical(provider);
        List<String> vendors = VENDORS.getOrDefault(canonical, List.of(canonical));
        return product.publishers().stream().map(NormalizedCompanyName::key).anyMatch(vendors::contains);
    }
}
