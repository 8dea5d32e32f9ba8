package io.grantkeeper.identity;

import java.util.Optional;

/**
 * One fact that a connector read. A listing contains identities, grants, credentials and people. A log contains events
 * and usage, which only add to the stored facts.
 */
public sealed interface AccessObservation {
    /** An identity that was listed without a grant or credential in the same row. */
    record IdentityObserved(NonHumanIdentity identity) implements AccessObservation {
        @Override
        public RowKey key() {
            return RowKey.identity(identity.id());
        }
    }

    /** A grant and the identity that holds it, as observed in the same row. */
    record GrantObserved(NonHumanIdentity holder, Grant grant) implements AccessObservation {
        @Override
        public RowKey key() {
            return RowKey.grant(holder.id(), grant.key());
        }
    }

    /** A credential and the identity that has it, as observed in the same row. */
    record CredentialObserved(NonHumanIdentity holder, Credential credential) implements AccessObservation {
        @Override
        public RowKey key() {
            return RowKey.credential(holder.id(), credential.key());
        }
    }

    record PersonObserved(Person person) implements AccessObservation {
        @Override
        public RowKey key() {
            return RowKey.person(person.id());
        }
    }

    record EventObserved(AccessEvent event) implements AccessObservation {
        @Override
        public RowKey key() {
            return RowKey.event(event);
        }
    }

    record UsageObserved(DailyUsage usage) implements AccessObservation {
        @Override
        public RowKey key() {
            return RowKey.usage(usage);
        }
    }

    /** Returns the key of the row within its connection. Observations with the same key describe the same item. */
    RowKey key();

    /** Returns the identity that was observed, alone or with a grant or credential; empty for other observations. */
    default Optional<NonHumanIdentity> observedIdentity() {
        return switch (this) {
            case IdentityObserved(NonHumanIdentity identity) -> Optional.of(identity);
            case GrantObserved(NonHumanIdentity holder, Grant _) -> Optional.of(holder);
            case CredentialObserved(NonHumanIdentity holder, Credential _) -> Optional.of(holder);
            case PersonObserved _, EventObserved _, UsageObserved _ -> Optional.empty();
        };
    }
}
