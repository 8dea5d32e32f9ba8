package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;

/**
 * Creates the ids for one Anthropic connection, so that listings, activities and usage refer to the same identity by
 * the same id.
 */
record AnthropicIds(ConnectionId connection) {
    static final ProviderId ANTHROPIC = new ProviderId("anthropic");
    /** The resource of every Anthropic grant: there is only one API. */
    static final String RESOURCE = "anthropic";

    static final String WORKSPACE = "workspace";
    static final String WORKSPACE_NAME = "workspace-name";
    static final String ROLE_SCHEME = "anthropic-role";
    private static final String FEDERATION = "federation/";
    private static final String INVITE = "invite/";

    /** Returns the identity id of an API key or an admin key; Anthropic's ids for the two never collide. */
    IdentityId key(String id) {
        return new IdentityId(connection, IdentityKind.API_KEY, id);
    }

    IdentityId serviceAccount(String id) {
        return new IdentityId(connection, IdentityKind.SERVICE_ACCOUNT, id);
    }

    /** Returns the identity id of a federation rule, which gives an external workload access without a key. */
    IdentityId federationRule(String id) {
        return new IdentityId(connection, IdentityKind.SERVICE_ACCOUNT, FEDERATION + id);
    }

    PersonId person(String id) {
        return new PersonId(connection, id);
    }

    PersonId invitee(String invite) {
        return person(INVITE + invite);
    }

    /** Returns Anthropic's id of the object that an observation describes; empty for events and usage. */
    static String objectId(AccessObservation observation) {
        if (observation instanceof AccessObservation.PersonObserved(Person person)) {
            return withoutPrefix(person.id().externalId(), INVITE);
        }
        return observation
                .observedIdentity()
                .map(identity -> withoutPrefix(identity.id().externalId(), FEDERATION))
                .orElse("");
    }

    private static String withoutPrefix(String id, String prefix) {
        return id.startsWith(prefix) ? id.substring(prefix.length()) : id;
    }

    NonHumanIdentity identity(IdentityId id, String form, String displayName) {
        return NonHumanIdentity.of(id, ANTHROPIC, form, displayName);
    }
}
