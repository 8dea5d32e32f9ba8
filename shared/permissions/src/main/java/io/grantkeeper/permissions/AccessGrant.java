package io.grantkeeper.permissions;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;

/**
 * Everything known about a grant at one moment. An empty component is unknown; it means neither "none" nor "unchanged".
 * To create a grant, start with {@link #ofScopes} and add what is known.
 *
 * @param scopes permissions as the provider writes them; GitHub App permissions as {@code name:level}
 * @param credentials the number of secrets, keys and certificates that the identity can authenticate with
 * @param publisher the app's publisher, as stated by the provider
 * @param redirectHosts hosts that receive the app's tokens or authorization codes
 * @param consentingPeople the number of people who consented to the app
 */
public record AccessGrant(
        Optional<List<String>> scopes,
        Optional<PermissionForm> kind,
        Optional<Subject> subject,
        Optional<Repositories> repositories,
        Optional<ExpiryTime> expiry,
        OptionalInt credentials,
        Optional<String> publisher,
        Optional<SequencedSet<String>> redirectHosts,
        OptionalInt consentingPeople) {

    /** The grant subject: one person or the whole tenant. */
    public enum Subject {
        PERSON,
        TENANT
    }

    /** The repositories, or other containers, that the grant covers. */
    public enum Repositories {
        NONE,
        SELECTED,
        ALL
    }

    public AccessGrant {
        scopes = scopes.map(List::copyOf);
        redirectHosts = redirectHosts.map(LinkedHashSet::new);
    }

    /** Returns a grant about which nothing is known. */
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

    public AccessGrant withKind(PermissionForm known) {
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

    public AccessGrant withExpiry(ExpiryTime known) {
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
