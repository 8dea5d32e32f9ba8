package io.grantkeeper.paths;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.permissions.PermissionProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Converts stored rows to the facts of an access graph. Accounts with the same work address are one person. A row counts
 * if it was live at the time that is asked for.
 */
public final class StoredTenant {
    /** What no connector reads today, so that no path can depend on it. */
    private static final List<String> NEVER_COLLECTED = List.of(
            "people's administrator roles, and how people sign in",
            "where the secrets of credentials are stored",
            "trusts between systems, such as the cloud roles that a repository can assume",
            "branch protection, rulesets, conditional access and other conditions");

    private final Map<ConnectionId, String> providers;
    private final Instant asOf;
    private final Map<PersonId, String> personIds = new HashMap<>();

    /**
     * Creates a converter.
     *
     * @param providers the provider of each connection, by the name that connectors use
     */
    public StoredTenant(Map<ConnectionId, String> providers, Instant asOf) {
        this.providers = new HashMap<>();
        providers.forEach((connection, name) -> this.providers.put(
                connection,
                PermissionProvider.named(name).map(PermissionProvider::wireName).orElse(name)));
        this.asOf = asOf;
    }

    /** Returns what the stored facts do not contain, one clause each. */
    public List<String> notCollected() {
        return NEVER_COLLECTED;
    }

    /** Converts the rows of a tenant. */
    public PathTenant convert(
            TenantId tenant, Collection<IdentityRecord> identities, Collection<StoredRecord<Person>> people) {
        List<PathPerson> persons = people(people);
        return new PathTenant(
                tenant.toString(),
                identities.stream()
                        .filter(one -> wasLive(one.identity()))
                        .map(this::identity)
                        .toList(),
                persons,
                List.of());
    }

    private boolean wasLive(StoredRecord<?> row) {
        return !row.firstSeen().isAfter(asOf)
                && row.removedAt().filter(removed -> !removed.isAfter(asOf)).isEmpty();
    }

    private String provider(ConnectionId connection) {
        return providers.getOrDefault(connection, connection.value());
    }

    private List<PathPerson> people(Collection<StoredRecord<Person>> rows) {
        Map<String, List<Person>> byAddress = new LinkedHashMap<>();
        for (StoredRecord<Person> row : rows) {
            if (wasLive(row)) {
                Person person = row.content();
                String id = person.email().toOptional().orElse(person.id().toString());
                personIds.put(person.id(), id);
                byAddress.computeIfAbsent(id, k -> new ArrayList<>()).add(person);
            }
        }
        List<PathPerson> people = new ArrayList<>();
        byAddress.forEach((id, accounts) -> {
            Map<String, String> names = new LinkedHashMap<>();
            accounts.forEach(account -> names.putIfAbsent(
                    provider(account.id().connection()), account.id().externalId()));
            Optional<String> mailbox = List.of("google", "microsoft").stream()
                    .filter(names::containsKey)
                    .findFirst();
            boolean active = accounts.stream()
                    .map(Person::employment)
                    .noneMatch(one -> one == EmploymentStatus.LEFT || one == EmploymentStatus.SUSPENDED);
            people.add(new PathPerson(id, Set.of(), names, Map.of(), mailbox, active));
        });
        return people;
    }

    private PathIdentity identity(IdentityRecord row) {
        NonHumanIdentity identity = row.identity().content();
        return new PathIdentity(
                identity.id().toString(),
                provider(identity.id().connection()),
                identity.form(),
                isUsable(identity.standing()),
                row.grants().stream()
                        .filter(this::wasLive)
                        .map(StoredRecord::content)
                        .map(this::grant)
                        .toList(),
                identity.ownerClues().stream()
                        .filter(clue -> clue.role() == OwnerRole.DECLARED_OWNER)
                        .map(clue -> person(clue.person()))
                        .distinct()
                        .toList(),
                row.credentials().stream()
                        .filter(this::wasLive)
                        .map(StoredRecord::content)
                        .map(this::credential)
                        .toList());
    }

    private String person(PersonId id) {
        return personIds.getOrDefault(id, id.toString());
    }

    private PathGrant grant(Grant grant) {
        Optional<String> person = grant.subject() instanceof GrantSubject.OnePerson(PersonId id)
                ? Optional.of(person(id))
                : Optional.empty();
        // A selected reach is stored without names, so it covers no place whose name is known.
        Optional<Set<String>> reach =
                switch (grant.reach()) {
                    case ALL, UNKNOWN -> Optional.empty();
                    case SELECTED -> Optional.of(Set.of(grant.resource()));
                    case NONE -> Optional.of(Set.of());
                };
        boolean usable =
                isUsable(grant.standing()) && !hasExpired(grant.expires()) && grant.reach() != ResourceReach.NONE;
        return new PathGrant(grant.key(), List.copyOf(grant.scopes()), person, reach, usable);
    }

    private PathCredential credential(Credential credential) {
        return new PathCredential(
                credential.key(),
                Optional.empty(),
                isUsable(credential.standing()) && !hasExpired(credential.expires()));
    }

    private static boolean isUsable(ProviderStatus status) {
        return switch (status) {
            case ACTIVE, UNKNOWN -> true;
            case SUSPENDED, REQUESTED -> false;
        };
    }

    private boolean hasExpired(Timestamp expires) {
        return expires.toOptional().filter(end -> !end.isAfter(asOf)).isPresent();
    }
}
