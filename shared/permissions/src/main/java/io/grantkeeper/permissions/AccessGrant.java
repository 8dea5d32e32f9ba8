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
        Copy copy = new Copy(this);
        copy.scopes = Optional.of(known);
        return copy.build();
    }

    public AccessGrant withKind(PermissionForm known) {
        Copy copy = new Copy(this);
        copy.kind = Optional.of(known);
        return copy.build();
    }

    public AccessGrant withSubject(Subject known) {
        Copy copy = new Copy(this);
        copy.subject = Optional.of(known);
        return copy.build();
    }

    public AccessGrant withRepositories(Repositories known) {
        Copy copy = new Copy(this);
        copy.repositories = Optional.of(known);
        return copy.build();
    }

    public AccessGrant withExpiry(ExpiryTime known) {
        Copy copy = new Copy(this);
        copy.expiry = Optional.of(known);
        return copy.build();
    }

    public AccessGrant withCredentials(int known) {
        Copy copy = new Copy(this);
        copy.credentials = OptionalInt.of(known);
        return copy.build();
    }

    public AccessGrant withPublisher(String known) {
        Copy copy = new Copy(this);
        copy.publisher = Optional.of(known);
        return copy.build();
    }

    public AccessGrant withRedirectHosts(List<String> known) {
        Copy copy = new Copy(this);
        copy.redirectHosts = Optional.of(new LinkedHashSet<>(known));
        return copy.build();
    }

    public AccessGrant withConsentingPeople(int known) {
        Copy copy = new Copy(this);
        copy.consentingPeople = OptionalInt.of(known);
        return copy.build();
    }

    /** The mutable values from which a modified copy of a grant is built. */
    private static final class Copy {
        private Optional<List<String>> scopes;
        private Optional<PermissionForm> kind;
        private Optional<Subject> subject;
        private Optional<Repositories> repositories;
        private Optional<ExpiryTime> expiry;
        private OptionalInt credentials;
        private Optional<String> publisher;
        private Optional<SequencedSet<String>> redirectHosts;
        private OptionalInt consentingPeople;

        Copy(AccessGrant from) {
            scopes = from.scopes;
            kind = from.kind;
            subject = from.subject;
            repositories = from.repositories;
            expiry = from.expiry;
            credentials = from.credentials;
            publisher = from.publisher;
            redirectHosts = from.redirectHosts;
            consentingPeople = from.consentingPeople;
        }

        AccessGrant build() {
            return new AccessGrant(
                    scopes,
                    kind,
                    subject,
                    repositories,
                    expiry,
                    credentials,
                    publisher,
                    redirectHosts,
                    consentingPeople);
        }
    }
}
