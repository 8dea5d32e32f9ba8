package io.grantkeeper.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A provider's description of one app. Every part is optional. An absent part means that the value is unknown, not that
 * the app has none.
 *
 * @param provider the provider where the app was seen, such as {@code google}, {@code microsoft} or {@code slack}
 * @param clientId the app's id at that provider
 * @param displayName the name shown to the people who consent
 * @param publisher the company named as publisher
 * @param publisherVerified whether the provider has verified that company
 * @param domains hosts or URLs, such as redirect URLs and the home page
 * @param permissions scopes or permissions in the provider's spelling
 * @param form the kind of object; {@link AppObjectType#APP} if unknown
 * @param ownerOrganization the provider's id of the organization in which the app is registered
 * @param otherIds the app's other ids and assigned names at that provider; see {@link #assignedName}
 */
public record AppDescription(
        Optional<String> provider,
        Optional<String> clientId,
        Optional<String> displayName,
        Optional<String> publisher,
        boolean publisherVerified,
        List<String> domains,
        Set<String> permissions,
        AppObjectType form,
        Optional<String> ownerOrganization,
        Set<String> otherIds) {

    private static final int LONGEST = 300;
    private static final int MAX_DOMAINS = 50;

    public AppDescription {
        domains = List.copyOf(domains);
        permissions = Set.copyOf(permissions);
        otherIds = Set.copyOf(otherIds);
    }

    /** Creates a description without an owner organization or other ids. */
    public AppDescription(
            Optional<String> provider,
            Optional<String> clientId,
            Optional<String> displayName,
            Optional<String> publisher,
            boolean publisherVerified,
            List<String> domains,
            Set<String> permissions,
            AppObjectType form) {
        this(
                provider,
                clientId,
                displayName,
                publisher,
                publisherVerified,
                domains,
                permissions,
                form,
                Optional.empty(),
                Set.of());
    }

    /**
     * Returns the entry in {@link #otherIds} for a name that the provider assigns, such as GitHub's slug or the name of
     * an Okta app. It differs from every id, because a developer can choose a slug that repeats another app's id.
     */
    public static String assignedName(String name) {
        return "name:" + name;
    }

    /** Returns a description with only a provider and a name. The {@code with} methods add the rest. */
    public static AppDescription named(String provider, String displayName) {
        return new AppDescription(
                Optional.of(provider),
                Optional.empty(),
                Optional.of(displayName),
                Optional.empty(),
                false,
                List.of(),
                Set.of(),
                AppObjectType.APP);
    }

    public AppDescription withClientId(String id) {
        Copy copy = new Copy(this);
        copy.clientId = Optional.of(id);
        return copy.build();
    }

    public AppDescription withPublisher(String name) {
        Copy copy = new Copy(this);
        copy.publisher = Optional.of(name);
        copy.publisherVerified = false;
        return copy.build();
    }

    public AppDescription withVerifiedPublisher(String name) {
        Copy copy = new Copy(this);
        copy.publisher = Optional.of(name);
        copy.publisherVerified = true;
        return copy.build();
    }

    public AppDescription withDomains(String... hosts) {
        Copy copy = new Copy(this);
        copy.domains = List.of(hosts);
        return copy.build();
    }

    public AppDescription withPermissions(String... scopes) {
        Copy copy = new Copy(this);
        copy.permissions = Set.of(scopes);
        return copy.build();
    }

    public AppDescription withForm(AppObjectType kind) {
        Copy copy = new Copy(this);
        copy.form = kind;
        return copy.build();
    }

    public AppDescription withOwnerOrganization(String id) {
        Copy copy = new Copy(this);
        copy.ownerOrganization = Optional.of(id);
        return copy.build();
    }

    public AppDescription withOtherIds(Set<String> ids) {
        Copy copy = new Copy(this);
        copy.otherIds = ids;
        return copy.build();
    }

    /**
     * Returns a copy in which longer values are truncated to lengths that no real app exceeds, because the input may be
     * hostile and the processing time must stay bounded.
     */
    AppDescription bounded() {
        return new AppDescription(
                provider.map(AppDescription::cut),
                clientId.map(AppDescription::cut),
                displayName.map(AppDescription::cut),
                publisher.map(AppDescription::cut),
                publisherVerified,
                domains.stream().limit(MAX_DOMAINS).map(AppDescription::cut).toList(),
                permissions.stream()
                        .filter(permission -> permission.length() <= LONGEST)
                        .collect(Collectors.toUnmodifiableSet()),
                form,
                ownerOrganization.map(AppDescription::cut),
                otherIds.stream()
                        .filter(id -> id.length() <= LONGEST)
                        .limit(MAX_DOMAINS)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** The mutable values from which a changed copy of the description is built. */
    private static final class Copy {
        private Optional<String> provider;
        private Optional<String> clientId;
        private Optional<String> displayName;
        private Optional<String> publisher;
        private boolean publisherVerified;
        private List<String> domains;
        private Set<String> permissions;
        private AppObjectType form;
        private Optional<String> ownerOrganization;
        private Set<String> otherIds;

        Copy(AppDescription from) {
            provider = from.provider;
            clientId = from.clientId;
            displayName = from.displayName;
            publisher = from.publisher;
            publisherVerified = from.publisherVerified;
            domains = from.domains;
            permissions = from.permissions;
            form = from.form;
            ownerOrganization = from.ownerOrganization;
            otherIds = from.otherIds;
        }

        AppDescription build() {
            return new AppDescription(
                    provider,
                    clientId,
                    displayName,
                    publisher,
                    publisherVerified,
                    domains,
                    permissions,
                    form,
                    ownerOrganization,
                    otherIds);
        }
    }
}
