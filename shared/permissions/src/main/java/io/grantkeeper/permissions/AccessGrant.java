package io.grantkeeper.permissions;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;

/**
 * What is known of a grant at one moment. Everything may be missing: a missing member is unknown, which is neither
 * "none" nor "unchanged". Start from {@link #ofScopes} and add what is known.
 *
 * @param scopes permissions as the provider writes them; GitHub App permissions as {@code name:level}
 * @param credentials how many secrets, keys and certificates it can be used with
 * @param publisher who the provider says made the app
 * @param redirectHosts hosts that receive its tokens or codes
 * @param consentingPeople how many people agreed to it
 */
public record AccessGrant(
        Optional<List<String>> scopes,
        Optional<PermissionKind> kind,
        Optional<Subject> subject,
        Optional<Repositories> repositories,
        Optional<Expiry> expiry,
        OptionalInt credentials,
        Optional<String> publisher,
        Optional<SequencedSet<String>> redirectHosts,
        OptionalInt consentingPeople) {

    /** Whose data the grant opens: one person's, or everyone's in the tenant. */
    public enum Subject {
        PERSON,
        TENANT
    }

    /** Which repositories, or other containers, the grant covers. */
    public enum Repositories {
        NONE,
        SELECTED,
        ALL
    }

    public AccessGrant {
        scopes = scopes.map(List::copyOf);
        redirectHosts = redirectHosts.map(LinkedHashSet::new);
    }

    /** A grant of which nothing is known. */
    public static AccessGrant unknown() {
        return new AccessGrant(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    public static AccessGrant ofScopes(String... scopes) {
        return unknown().withScopes(Arrays.asList(scopes));
    }

    public AccessGrant withScopes(List<String> known) {
        return new AccessGrant(
                Optional.of(known),
                kind,
                subject,
                repositories,
                expiry,
                credentials,
                publisher,
                redirectHosts,
                consentingPeople);
    }

    public AccessGrant withKind(PermissionKind known) {
        return new AccessGrant(
                scopes,
                Optional.of(known),
                subject,
                repositories,
                expiry,
                credentials,
                publisher,
                redirectHosts,
                consentingPeople);
    }

    public AccessGrant withSubject(Subject known) {
        return new AccessGrant(
                scopes,
                kind,
                Optional.of(known),
                repositories,
                expiry,
                credentials,
                publisher,
                redirectHosts,
                consentingPeople);
    }

    public AccessGrant withRepositories(Repositories known) {
        return new AccessGrant(
                scopes,
                kind,
                subject,
                Optional.of(known),
                expiry,
                credentials,
                publisher,
                redirectHosts,
                consentingPeople);
    }

    public AccessGrant withExpiry(Expiry known) {
        return new AccessGrant(
                scopes,
                kind,
                subject,
                repositories,
                Optional.of(known),
                credentials,
                publisher,
                redirectHosts,
                consentingPeople);
    }

    public AccessGrant withCredentials(int known) {
        return new AccessGrant(
                scopes,
                kind,
                subject,
                repositories,
                expiry,
                OptionalInt.of(known),
                publisher,
                redirectHosts,
                consentingPeople);
    }

    public AccessGrant withPublisher(String known) {
        return new AccessGrant(
                scopes,
                kind,
                subject,
                repositories,
                expiry,
                credentials,
                Optional.of(known),
                redirectHosts,
                consentingPeople);
    }

    public AccessGrant withRedirectHosts(List<String> known) {
        return new AccessGrant(
                scopes,
                kind,
                subject,
                repositories,
                expiry,
                credentials,
                publisher,
                Optional.of(new LinkedHashSet<>(known)),
                consentingPeople);
    }

    public AccessGrant withConsentingPeople(int known) {
        return new AccessGrant(
                scopes,
                kind,
                subject,
                repositories,
                expiry,
                credentials,
                publisher,
                redirectHosts,
                OptionalInt.of(known));
    }
}
