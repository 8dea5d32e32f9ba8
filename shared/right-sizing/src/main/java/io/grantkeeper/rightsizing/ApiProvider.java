package io.grantkeeper.rightsizing;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The providers whose vendors publish which permission each API call needs. */
public enum ApiProvider {
    MICROSOFT("microsoft", Set.of("microsoft-graph", "msgraph", "graph", "entra", "azure-ad", "m365", "microsoft-365")),
    GITHUB("github", Set.of("github-app", "github-enterprise")),
    GOOGLE("google", Set.of("google-workspace", "gsuite", "workspace")),
    OKTA("okta", Set.of("okta-management"));

    private final String wireName;
    private final Set<String> aliases;

    ApiProvider(String wireName, Set<String> aliases) {
        this.wireName = wireName;
        this.aliases = aliases;
    }

    /** The name in JSON, and of the data file. */
    public String wireName() {
        return wireName;
    }

    /** The provider with this name or alias, in any case; blanks and underscores count as hyphens. */
    public static Optional<ApiProvider> named(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        for (ApiProvider provider : values()) {
            if (provider.wireName.equals(plain) || provider.aliases.contains(plain)) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }
}
