package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;

/** How things of one Anthropic connection are named, so that listings, activities and usage mean the same row. */
record Naming(ConnectionId connection) {
    static final ProviderId ANTHROPIC = new ProviderId("anthropic");
    /** What a grant of Anthropic opens: there is one API. */
    static final String RESOURCE = "anthropic";

    static final String WORKSPACE = "workspace";
    static final String WORKSPACE_NAME = "workspace-name";
    static final String ROLE_SCHEME = "anthropic-role";

    /** API keys and admin keys: their ids never collide. */
    IdentityId key(String id) {
        return new IdentityId(connection, IdentityKind.API_KEY, id);
    }

    IdentityId serviceAccount(String id) {
        return new IdentityId(connection, IdentityKind.SERVICE_ACCOUNT, id);
    }

    /** A way in without a key: what it lets in is some workload elsewhere. */
    IdentityId federationRule(String id) {
        return new IdentityId(connection, IdentityKind.SERVICE_ACCOUNT, "federation/" + id);
    }

    PersonId person(String id) {
        return new PersonId(connection, id);
    }

    NonHumanIdentity identity(IdentityId id, String form, String displayName) {
        return NonHumanIdentity.of(id, ANTHROPIC, form, displayName);
    }
}
