package io.grantkeeper.functions.watchactivity;

import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.StorePage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds in the inventory the identity that a log entry names: first by its other names, then by its id. A lookup is
 * made
 * for each unusual activity, and from time to time for each identity to learn about its peers, but not for every
 * activity.
 */
final class LoggedIdentityLookup {
    private static final int PAGE = 1_000;
    private static final int MOST_PAGES = 200;

    /** How long a count of identities is reused. The count can be old, because a weekly budget changes slowly. */
    private static final Duration COUNTED_FOR = Duration.ofHours(1);

    private final AccessStore access;
    private final IdentityAliasStore aliases;
    private final Clock clock;
    private final Map<TenantId, Counted> counted = new ConcurrentHashMap<>();

    private record Counted(long identities, Instant at) {}

    LoggedIdentityLookup(AccessStore access, IdentityAliasStore aliases, Clock clock) {
        this.access = access;
        this.aliases = aliases;
        this.clock = clock;
    }

    /** Returns the identity in the inventory. If the inventory does not list it, returns the id that it would have. */
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

    /** Returns the number of a tenant's active identities. They are counted at most once an hour. */
    long identities(TenantId tenant) {
        Instant now = clock.instant();
        Counted known = counted.get(tenant);
        if (known == null || Duration.between(known.at(), now).compareTo(COUNTED_FOR) > 0) {
            known = new Counted(count(tenant), now);
            counted.put(tenant, known);
        }
        return known.identities();
    }

    private long count(TenantId tenant) {
        long count = 0;
        Optional<String> from = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            StorePage<IdentitySummary> found =
                    access.identities(tenant, new IdentityQuery.OfStatus(IdentityStatus.ACTIVE), PAGE, from);
            count += found.items().size();
            from = found.next();
            if (from.isEmpty()) {
                break;
            }
        }
        return count;
    }
}
