package io.grantkeeper.paths;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The properties of an identity that the access graph needs.
 *
 * @param name the name to display
 * @param provider the provider's wire name
 * @param kind what the identity is, for example {@code service-app}; may be empty
 * @param active whether the identity can be used: not suspended, disabled, revoked or expired
 * @param owners ids of people and identities that own it
 * @param repository the repository, if the identity represents the workflows of one
 * @param signsInTo what people sign in to through the identity, as {@code provider:organization}, if it is an app of an
 *     identity provider
 */
public record PathIdentity(
        String id,
        String name,
        String provider,
        String kind,
        boolean active,
        List<PathGrant> grants,
        List<String> owners,
        List<PathCredential> credentials,
        Optional<PathRepository> repository,
        List<String> signsInTo) {
    @SuppressWarnings({"OptionalAssignedToNull", "NullOptional"}) // facts of earlier releases have no such member
    public PathIdentity {
        repository = repository == null ? Optional.empty() : repository;
        signsInTo = List.copyOf(Objects.requireNonNullElse(signsInTo, List.of()));
        grants = List.copyOf(grants);
        owners = List.copyOf(owners);
        credentials = List.copyOf(credentials);
    }

    /** Creates an identity that does not represent the workflows of a repository. */
    public PathIdentity(
            String id,
            String name,
            String provider,
            String kind,
            boolean active,
            List<PathGrant> grants,
            List<String> owners,
            List<PathCredential> credentials) {
        this(id, name, provider, kind, active, grants, owners, credentials, Optional.empty(), List.of());
    }

    /** Creates an identity whose name is its id. */
    public PathIdentity(
            String id,
            String provider,
            String kind,
            boolean active,
            List<PathGrant> grants,
            List<String> owners,
            List<PathCredential> credentials) {
        this(id, id, provider, kind, active, grants, owners, credentials);
    }

    /** Returns the same identity with another name. */
    PathIdentity withName(String other) {
        return new PathIdentity(id, other, provider, kind, active, grants, owners, credentials, repository, signsInTo);
    }

    /** Returns a copy of this identity that represents an app through which people sign in to the given targets. */
    PathIdentity withSignInTo(List<String> targets) {
        return new PathIdentity(id, name, provider, kind, active, grants, owners, credentials, repository, targets);
    }

    /** Returns the same identity with other grants. */
    public PathIdentity withGrants(List<PathGrant> others) {
        return new PathIdentity(id, name, provider, kind, active, others, owners, credentials, repository, signsInTo);
    }
}
