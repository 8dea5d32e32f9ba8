package io.grantkeeper.connectors.openai;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;

/**
 * How things of one OpenAI connection are named, so that listings, the audit log and usage mean the same row. Usage and
 * the log name a key by id alone and do not say whose it is, so every key is an identity of its own, whether it belongs
 * to a person, a service account or is an admin key.
 */
record Naming(ConnectionId connection) {
    static final ProviderId OPENAI = new ProviderId("openai");
    /** What a grant of OpenAI opens: there is one API. */
    static final String RESOURCE = "openai";

    static final String PROJECT = "project";
    static final String PROJECT_NAME = "project-name";
    static final String ROLE = "role";
    static final String ROLE_SCHEME = "openai-role";

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

    NonHumanIdentity identity(IdentityId id, String form, String displayName) {
        return NonHumanIdentity.of(id, OPENAI, form, displayName);
    }
}
