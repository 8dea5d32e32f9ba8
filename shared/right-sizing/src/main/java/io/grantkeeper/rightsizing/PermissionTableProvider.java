package io.grantkeeper.rightsizing;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A provider whose vendor publishes the permissions that each API call requires. */
public enum PermissionTableProvider {
    MICROSOFT("microsoft"),
    GITHUB("github"),
    GOOGLE("google"),
    OKTA("okta");

    private static final Map<String, PermissionTableProvider> ALIASES = Map.ofEntries(
            Map.entry("microsoft-graph", MICROSOFT),
            Map.entry("msgraph", MICROSOFT),
            Map.entry("graph", MICROSOFT),
            Map.entry("entra", MICROSOFT),
            Map.entry("azure-ad", MICROSOFT),
            Map.entry("m365", MICROSOFT),
            Map.entry("microsoft-365", MICROSOFT),
            Map.entry("github-app", GITHUB),
            Map.entry("github-enterprise", GITHUB),
            Map.entry("google-workspace", GOOGLE),
            Map.entry("gsuite", GOOGLE),
            Map.entry("workspace", GOOGLE));

    private final String wireName;

    PermissionTableProvider(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name for JSON and the data files. */
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the provider with this name or alias, ignoring case; empty if there is none. Spaces and underscores count
     * as hyphens.
     */
    public static Optional<PermissionTableProvider> named(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        for (PermissionTableProvider provider : values()) {
            if (provider.wireName.equals(plain)) {
                return Optional.of(provider);
            }
        }
        return Optional.ofNullable(ALIASES.get(plain));
    }
}
