package io.grantkeeper.paths;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The properties of a person's account that the access graph needs. Accounts with the same {@code person} belong to one
 * person.
 *
 * @param account the account's id, which consists of the connection and the provider's id
 * @param person the work address, or the account's id if the address is not known
 * @param name the name to display
 * @param active whether the account can be used
 * @param roles the account's administrator roles, as the provider names them
 * @param rolesKnown whether {@code roles} is complete
 * @param signIn how the account signs in, if known
 * @param eligible roles that the account does not have, but can activate
 * @param assigned ids of the identity provider's apps that the account is assigned to, as far as they are read
 */
public record PathAccount(
        String account,
        String person,
        String name,
        boolean active,
        Set<String> roles,
        boolean rolesKnown,
        Optional<PathPerson.SignIn> signIn,
        Set<String> eligible,
        Set<String> assigned) {
    /** The suffixes of alias schemes with which connectors state an account's roles and how the account signs in. */
    private static final String ROLE = "-role";

    private static final String ELIGIBLE = "-role-eligible";

    private static final String SIGN_IN = "-sign-in";

    private static final String ASSIGNED = "assigned-app";

    /** The role of an account that has administrator roles, if the provider does not say which. */
    private static final String SOME_ROLE = "delegated-admin";

    /** The roles that grant no administrator rights. */
    private static final Set<String> NO_ADMINISTRATOR = Set.of("member", "user", "reader", "developer", "guest");

    public PathAccount {
        roles = Set.copyOf(roles);
        // Facts that an earlier version stored do not have these members.
        eligible = Set.copyOf(Objects.requireNonNullElse(eligible, Set.of()));
        assigned = Set.copyOf(Objects.requireNonNullElse(assigned, Set.of()));
    }

    /** Creates an account that cannot activate roles and is assigned to no app. */
    public PathAccount(
            String account,
            String person,
            String name,
            boolean active,
            Set<String> roles,
            boolean rolesKnown,
            Optional<PathPerson.SignIn> signIn) {
        this(account, person, name, active, roles, rolesKnown, signIn, Set.of(), Set.of());
    }

    PathAccount withName(String other) {
        return new PathAccount(account, person, other, active, roles, rolesKnown, signIn, eligible, assigned);
    }

    /** Returns whether this row contains only the account's administrator roles. */
    boolean isOfRoles() {
        return PersonId.parse(account).isOfRoles();
    }

    /**
     * Returns the id of the account that this row describes. An account can have separate rows for its address and its
     * roles.
     */
    public String about() {
        return PersonId.parse(account).account().toString();
    }

    /**
     * Combines the rows of each account: the main one, the one with its work address, the one with its administrator
     * roles, and one for each app that it is assigned to. The roles of an account are completely known if the roles of
     * its connection were read. A row for any administrator proves this, because every organization has an administrator.
     */
    static List<PathAccount> combined(Collection<PathAccount> rows) {
        Map<String, PathAccount> own = new LinkedHashMap<>();
        Map<String, String> addresses = new HashMap<>();
        Map<String, PathAccount> roles = new HashMap<>();
        Map<String, Set<String>> assigned = new HashMap<>();
        Set<String> readConnections = new HashSet<>();
        for (PathAccount row : rows) {
            if (row.account().equals(row.about())) {
                own.put(row.account(), row);
            } else if (row.isOfRoles()) {
                roles.put(row.about(), row);
                readConnections.add(connection(row.account()));
            } else if (!row.assigned().isEmpty()) {
                assigned.computeIfAbsent(row.about(), k -> new TreeSet<>()).addAll(row.assigned());
            } else if (!row.person().equals(row.account())) {
                addresses.put(row.about(), row.person());
            }
        }
        return own.values().stream()
                .map(row -> combine(
                        row,
                        Optional.ofNullable(addresses.get(row.account())),
                        Optional.ofNullable(roles.get(row.account())),
                        assigned.getOrDefault(row.account(), Set.of()),
                        readConnections.contains(connection(row.account()))))
                .toList();
    }

    /** Returns the ids of the apps of which everyone who is assigned to them was read. */
    static Set<String> appsWithKnownAssignments(Collection<PathAccount> rows) {
        Set<String> apps = new TreeSet<>();
        for (PathAccount row : rows) {
            if (!row.assigned().isEmpty() && PersonId.parse(row.account()).isOfAllAssigned()) {
                apps.addAll(row.assigned());
            }
        }
        return apps;
    }

    private static PathAccount combine(
            PathAccount row,
            Optional<String> address,
            Optional<PathAccount> separate,
            Set<String> assigned,
            boolean rolesRead) {
        Set<String> all = new TreeSet<>(row.roles());
        separate.ifPresent(other -> all.addAll(other.roles()));
        boolean known = separate.map(PathAccount::rolesKnown).orElse(rolesRead || row.rolesKnown());
        return new PathAccount(
                row.account(),
                row.person().equals(row.account()) ? address.orElse(row.person()) : row.person(),
                row.name(),
                row.active(),
                all,
                known,
                row.signIn(),
                separate.map(PathAccount::eligible).orElse(row.eligible()),
                assigned);
    }

    private static String connection(String account) {
        return account.substring(0, account.indexOf('/'));
    }

    /** Converts a stored row. */
    public static PathAccount of(StoredRecord<Person> row) {
        Person person = row.content();
        Set<String> stated = new TreeSet<>();
        Set<String> eligible = new TreeSet<>();
        Set<String> assigned = new TreeSet<>();
        Optional<PathPerson.SignIn> signIn = Optional.empty();
        for (Alias alias : person.aliases()) {
            if (alias.scheme().endsWith(ROLE)) {
                stated.add(alias.value());
            } else if (alias.scheme().endsWith(ELIGIBLE)) {
                eligible.add(alias.value());
            } else if (alias.scheme().equals(ASSIGNED)) {
                assigned.add(alias.value());
            } else if (alias.scheme().endsWith(SIGN_IN)) {
                signIn = PathPerson.SignIn.named(alias.value());
            }
        }
        Set<String> roles = new TreeSet<>(stated);
        roles.removeAll(NO_ADMINISTRATOR);
        boolean known = !roles.remove(SOME_ROLE) && !(stated.isEmpty() && eligible.isEmpty());
        return new PathAccount(
                person.id().toString(),
                person.email().toOptional().orElse(person.id().toString()),
                person.displayName().text(),
                row.isLive()
                        && person.employment() != EmploymentStatus.LEFT
                        && person.employment() != EmploymentStatus.SUSPENDED,
                roles,
                known,
                signIn,
                eligible,
                assigned);
    }
}
