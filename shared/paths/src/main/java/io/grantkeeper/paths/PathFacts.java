package io.grantkeeper.paths;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.PathFactRow;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Extracts from one row, as text, the facts that are needed to derive paths. Facts that add no edge to the access graph
 * are left out, so that the facts of a whole tenant can be read in a few calls. An empty string means that the row adds
 * no edge.
 */
public final class PathFacts {
    /**
     * The maximum length, in characters, of the text about one identity's grants. Grants beyond it add little: if
     * thousands of people have consented to an app, the app can do much the same for each of them.
     */
    private static final int MOST_CHARACTERS = 60_000;

    /** The estimated length of a grant's text without its permissions, in characters. */
    private static final int GRANT_SIZE = 160;

    /**
     * The beginning of the text about an assignment to an app. A tenant can have hundreds of thousands of them, so the text
     * is only this and the id of the row, from which the rest follows.
     */
    private static final String ASSIGNED = "assigned ";

    private final PathRules rules;
    private final PathSettings settings;

    public PathFacts(PathRules rules, PathSettings settings) {
        this.rules = rules;
        this.settings = settings;
    }

    /** Returns the facts about an identity at a given time. */
    public String of(IdentityRecord row, Instant now) {
        PathIdentity identity = new PathTenantConverter(Map.of(), now).identity(row);
        List<PathGrant> grants = new ArrayList<>();
        int size = 0;
        for (PathGrant grant : inOrder(identity.grants())) {
            List<String> permissions = grant.permissions().stream()
                    .filter(permission -> isRelevant(identity.provider(), permission))
                    .toList();
            size += permissions.stream().mapToInt(String::length).sum() + GRANT_SIZE;
            if (!permissions.isEmpty() && size <= MOST_CHARACTERS) {
                grants.add(grant.withPermissions(permissions));
            }
        }
        boolean named = settings.names(identity.id());
        boolean mintsKeys = identity.kind().contains("admin") && identity.kind().contains("key");
        boolean opens = !grants.isEmpty()
                || named
                || mintsKeys
                || identity.repository().isPresent()
                || !identity.signsInTo().isEmpty();
        return identity.active() && opens ? ModelJson.write(identity.withGrants(grants)) : "";
    }

    /** Returns the grants that can be used, with those for the whole tenant first. */
    private static List<PathGrant> inOrder(List<PathGrant> grants) {
        return grants.stream()
                .filter(PathGrant::active)
                .sorted(Comparator.comparing((PathGrant grant) -> grant.person().isPresent())
                        .thenComparing(PathGrant::key))
                .toList();
    }

    /** Returns the facts about an account; empty if the account cannot be used. */
    public String of(StoredRecord<Person> row) {
        PathAccount account = PathAccount.of(row);
        if (!account.active()) {
            return "";
        }
        boolean isAssignment = PersonId.parse(account.account()).isOfAssignment();
        return isAssignment && assignment(account.account()).assigned().equals(account.assigned())
                ? ASSIGNED + account.account()
                : ModelJson.write(account);
    }

    /** Returns the facts that follow from the id of an assignment. */
    private static PathAccount assignment(String row) {
        PersonId id = PersonId.parse(row);
        IdentityId app = new IdentityId(id.connection(), IdentityKind.OAUTH_CLIENT, id.assignedApp());
        return new PathAccount(
                row,
                row,
                id.account().externalId(),
                true,
                Set.of(),
                false,
                Optional.empty(),
                Set.of(),
                Set.of(app.toString()));
    }

    /**
     * Returns whether any of a grant's permissions can add an edge to the access graph, so that a change to the grant
     * must be examined.
     */
    public boolean areRelevant(String provider, Collection<String> permissions) {
        String known = PathTenantConverter.wireName(provider);
        return permissions.stream().anyMatch(permission -> isRelevant(known, permission));
    }

    private boolean isRelevant(String provider, String permission) {
        return settings.zones().stream().anyMatch(zone -> !zone.capabilities().isEmpty())
                || opens(provider, permission);
    }

    private boolean opens(String provider, String permission) {
        String canonical = CanonicalPermissionNames.canonical(provider, permission);
        return canonical.equals("*")
                || canonical.startsWith("role:")
                || !rules.of(provider, canonical).isEmpty();
    }

    /** Returns whether two sets of facts, given as text, are the same except for display names. */
    public static boolean openTheSame(String facts, String others) {
        if (facts.isEmpty() || others.isEmpty()) {
            return facts.equals(others);
        }
        if (isAccount(facts)) {
            return account(facts).withName("").equals(account(others).withName(""));
        }
        return identity(facts).withName("").equals(identity(others).withName(""));
    }

    private static boolean isAccount(String facts) {
        return facts.startsWith("{\"account\"") || facts.startsWith(ASSIGNED);
    }

    /**
     * Creates a tenant from stored facts. Rows that add no edge to the access graph are not stored, so the tenant does
     * not contain them.
     *
     * @param now the time at which grants must be valid
     */
    public static PathTenant tenant(TenantId tenant, Collection<PathFactRow> rows, Instant now) {
        List<PathIdentity> identities = new ArrayList<>();
        List<PathAccount> accounts = new ArrayList<>();
        for (PathFactRow row : rows) {
            if (!row.facts().isEmpty() && row.isOfIdentity()) {
                identities.add(identity(row.facts()));
            } else if (!row.facts().isEmpty()) {
                accounts.add(account(row.facts()));
            }
        }
        return new PathTenantConverter(Map.of(), now).convert(tenant.toString(), identities, accounts);
    }

    /** Reads the facts about an identity. */
    public static PathIdentity identity(String facts) {
        return ModelJson.read(facts, PathIdentity.class);
    }

    /** Reads the facts about an account. */
    public static PathAccount account(String facts) {
        return facts.startsWith(ASSIGNED)
                ? assignment(facts.substring(ASSIGNED.length()))
                : ModelJson.read(facts, PathAccount.class);
    }
}
