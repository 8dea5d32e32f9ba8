package io.grantkeeper.connectors.openai;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;

/**
 * Creates the ids for one OpenAI connection, so that listings, the audit log and usage refer to the same identity by
 * the same id. Usage and the log identify a key only by its id, without its owner. So every key is a separate identity,
 * whether it is an admin key or belongs to a person or a service account.
 */
record OpenAiIds(ConnectionId connection) {
    static final ProviderId OPENAI = new ProviderId("openai");
    /** The resource of every OpenAI grant: there is only one API. */
    static final String RESOURCE = "openai";

    static final String PROJECT = "project";
    static final String PROJECT_NAME = "project-name";
    static final String ROLE = "role";
    static final String ROLE_SCHEME = "openai-role";
    private static final String INVITE = "invite/";

    IdentityId key(String id) {
        return new IdentityId(connection, IdentityKind.API_KEY, id);
    }

    IdentityId serviceAccount(String id) {
        return new IdentityId(connection, IdentityKind.SERVICE_ACCOUNT, id);
    }

    IdentityId certificate(String id) {
        return new IdentityId(connection, IdentityKind.CERTIFICATE, id);
    }

    PersonId person(String id) {
        return new PersonId(connection, id);
    }

    PersonId invitee(String invite) {
        return person(INVITE + invite);
    }

    /** Returns OpenAI's id of the object that an observation describes; empty for events and usage. */
    static String objectId(AccessObservation observation) {
        if (observation instanceof AccessObservation.PersonObserved(Person person)) {
            String id = person.id().externalId();
            return id.startsWith(INVITE) ? id.substring(INVITE.length()) : id;
        }
        return observation
                .observedIdentity()
                .map(identity -> identity.id().externalId())
                .orElse("");
    }

    NonHumanIdentity identity(IdentityId id, String form, String displayName) {
        return NonHumanIdentity.of(id, OPENAI, form, displayName);
    }
}
