package io.grantkeeper.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a provider tells about one app. Everything may be absent; what is absent is unknown, not denied.
 *
 * @param provider where the app was seen, such as {@code google}, {@code microsoft}, {@code slack}
 * @param clientId the app's id at that provider
 * @param displayName the name as shown to the people who consent
 * @param publisher the company named as publisher
 * @param publisherVerified whether the provider has verified that company
 * @param domains hosts or URLs of redirects, home page and the like
 * @param permissions scopes or permissions as the provider writes them
 * @param form what kind of object it is; {@link AppForm#APP} where not known
 */
public record AppDescription(
        Optional<String> provider,
        Optional<String> clientId,
        Optional<String> displayName,
        Optional<String> publisher,
        boolean publisherVerified,
        List<String> domains,
        Set<String> permissions,
        AppForm form) {

    private static final int LONGEST = 300;
    private static final int MOST_DOMAINS = 50;

    public AppDescription {
        domains = List.copyOf(domains);
        permissions = Set.copyOf(permissions);
    }

    /** An app of which only the provider and the name are known; the {@code with} methods add what else is. */
    public static AppDescription named(String provider, String displayName) {
        return new AppDescription(
                Optional.of(provider),
                Optional.empty(),
                Optional.of(displayName),
                Optional.empty(),
                false,
                List.of(),
                Set.of(),
                AppForm.APP);
    }

    public AppDescription withClientId(String id) {
        return new AppDescription(
                provider, Optional.of(id), displayName, publisher, publisherVerified, domains, permissions, form);
    }

    public AppDescription withPublisher(String name) {
        return new AppDescription(
                provider, clientId, displayName, Optional.of(name), false, domains, permissions, form);
    }

    public AppDescription withVerifiedPublisher(String name) {
        return new AppDescription(provider, clientId, displayName, Optional.of(name), true, domains, permissions, form);
    }

    public AppDescription withDomains(String... hosts) {
        return new AppDescription(
                provider, clientId, displayName, publisher, publisherVerified, List.of(hosts), permissions, form);
    }

    public AppDescription withPermissions(String... scopes) {
        return new AppDescription(
                provider, clientId, displayName, publisher, publisherVerified, domains, Set.of(scopes), form);
    }

    public AppDescription withForm(AppForm kind) {
        return new AppDescription(
                provider, clientId, displayName, publisher, publisherVerified, domains, permissions, kind);
    }

    /** The same, cut to lengths that no real app exceeds: the input may be hostile, and time must stay bounded. */
    AppDescription bounded() {
        return new AppDescription(
                provider.map(AppDescription::cut),
                clientId.map(AppDescription::cut),
                displayName.map(AppDescription::cut),
                publisher.map(AppDescription::cut),
                publisherVerified,
                domains.stream().limit(MOST_DOMAINS).map(AppDescription::cut).toList(),
                permissions.stream()
                        .filter(permission -> permission.length() <= LONGEST)
                        .collect(Collectors.toUnmodifiableSet()),
                form);
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
