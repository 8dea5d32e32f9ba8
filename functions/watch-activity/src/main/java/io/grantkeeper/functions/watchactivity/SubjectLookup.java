package io.grantkeeper.functions.watchactivity;

import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AliasStore;
import io.grantkeeper.identity.store.IdentityQuery;
import java.util.List;
import java.util.Optional;

/**
 * Finds the inventory's identity that a log names: by its other names, then by its id. It is called for what is unusual
 * only, never for each activity.
 */
final class SubjectLookup {
    private static final int PAGE = 1_000;

    private final AccessStore access;
    private final AliasStore aliases;

    SubjectLookup(AccessStore access, AliasStore aliases) {
        this.access = access;
        this.aliases = aliases;
    }

    /** Returns the identity in the inventory, or the id that it would have, if the inventory does not list it. */
    IdentityId find(TenantId tenant, ConnectionId connection, ActivityParty party) {
        for (String id : party.ids()) {
            String value = id.substring(id.indexOf('/') + 1);
            Optional<IdentityId> found = aliases.findByName(tenant, value).stream()
                    .filter(identity -> identity.connection().equals(connection))
                    .findFirst()
                    .or(() -> byId(tenant, connection, value));
            if (found.isPresent()) {
                return found.get();
            }
        }
        String value = party.isKnown()
                ? party.ids().getFirst().substring(party.ids().getFirst().indexOf('/') + 1)
                : "unknown";
        return new IdentityId(connection, kind(party.kind()), value.isBlank() ? "unknown" : value);
    }

    private Optional<IdentityId> byId(TenantId tenant, ConnectionId connection, String value) {
        if (value.isBlank()) {
            return Optional.empty();
        }
        return List.of(IdentityKind.values()).stream()
                .map(kind -> new IdentityId(connection, kind, value))
                .filter(identity -> access.outline(tenant, identity).isPresent())
                .findFirst();
    }

    private static IdentityKind kind(ActivityParty.Kind kind) {
        return switch (kind) {
            case APP -> IdentityKind.OAUTH_CLIENT;
            case BOT -> IdentityKind.BOT;
            case TOKEN -> IdentityKind.API_KEY;
            case SERVICE_ACCOUNT, PERSON, VENDOR -> IdentityKind.SERVICE_ACCOUNT;
        };
    }

    /** Returns the number of a tenant's active identities, up to a thousand. */
    long identities(TenantId tenant) {
        return access.identities(
                        tenant,
                        new IdentityQuery.OfStatus(io.grantkeeper.identity.finding.IdentityStatus.ACTIVE),
                        PAGE,
                        Optional.empty())
                .items()
                .size();
    }
}
