package io.grantkeeper.paths;

import java.util.List;
import java.util.Optional;

/**
 * The properties of an identity that the access graph needs.
 *
 * @param name the name to display
 * @param provider the provider's wire name
 * @param kind what the identity is, for example {@code service-app}; may be empty
 * @param active whether the identity can be used: not suspended, disabled, revoked or expired
 * @param owners ids of people and identities that own it
 * @param repository the repository, if the identity is the workflows of one
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
        Optional<PathRepository> repository) {
    @SuppressWarnings({"OptionalAssignedToNull", "NullOptional"}) // facts of earlier releases have no such member
    public PathIdentity {
        repository = repository == null ? Optional.empty() : repository;
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
        this(id, name, provider, kind, active, grants, owners, credentials, Optional.empty());
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
        return new PathIdentity(id, other, provider, kind, active, grants, owners, credentials, repository);
    }

    /** Returns the same identity with other grants. */
    public PathIdentity withGrants(List<PathGrant> others) {
        return new PathIdentity(id, name, provider, kind, active, others, owners, credentials, repository);
    }
}
