package io.grantkeeper.identity;

/**
 * One fact as a connector read it. Listings yield identities, grants, credentials and people; logs yield events and
 * usage, which only ever add to what is known.
 */
public sealed interface Observation {
    /** An identity that holds nothing by itself, or whose own listing this is. */
    record IdentityObserved(NonHumanIdentity identity) implements Observation {
        @Override
        public RowKey key() {
            return RowKey.identity(identity.id());
        }
    }

    /** A grant, with the identity that holds it as seen in the same row. */
    record GrantObserved(NonHumanIdentity holder, Grant grant) implements Observation {
        @Override
        public RowKey key() {
            return RowKey.grant(holder.id(), grant.key());
        }
    }

    /** A credential, with the identity that holds it as seen in the same row. */
    record CredentialObserved(NonHumanIdentity holder, Credential credential) implements Observation {
        @Override
        public RowKey key() {
            return RowKey.credential(holder.id(), credential.key());
        }
    }

    record PersonObserved(Person person) implements Observation {
        @Override
        public RowKey key() {
            return RowKey.person(person.id());
        }
    }

    record EventObserved(AccessEvent event) implements Observation {
        @Override
        public RowKey key() {
            return RowKey.event(event);
        }
    }

    record UsageObserved(Usage usage) implements Observation {
        @Override
        public RowKey key() {
            return RowKey.usage(usage);
        }
    }

    /** Names the row inside its connection: two observations with the same key speak of the same thing. */
    RowKey key();
}
