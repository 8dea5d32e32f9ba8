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
 */
public record PathAccount(
        String account,
        String person,
        String name,
        boolean active,
        Set<String> roles,
        boolean rolesKnown,
        Optional<PathPerson.SignIn> signIn,
        Set<String> eligible) {
    /** Suffixes of the alias schemes in which connectors report an account's roles and how the account signs in. */
    private static final String ROLE = "-role";

    private static final String ELIGIBLE = "-role-eligible";

    private static final String SIGN_IN = "-sign-in";

    /**
     * The role that is assumed for an account with administrator roles if the provider does not say which roles it has.
     */
    private static final String SOME_ROLE = "delegated-admin";

    /** The roles that grant no administrator rights. */
    private static final Set<String> NO_ADMINISTRATOR = Set.of("member", "user", "reader", "developer", "guest");

    public PathAccount {
        roles = Set.copyOf(roles);
        // Facts that an earlier version stored do not have this member.
        eligible = Set.copyOf(Objects.requireNonNullElse(eligible, Set.of()));
    }

    /** Creates an account that cannot activate roles. */
    public PathAccount(
            String account,
            String person,
            String name,
            boolean active,
            Set<String> roles,
            boolean rolesKnown,
            Optional<PathPerson.SignIn> signIn) {
        this(account, person, name, active, roles, rolesKnown, signIn, Set.of());
    }

    PathAccount withName(String other) {
        return new PathAccount(account, person, other, active, roles, rolesKnown, signIn, eligible);
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
     * Combines the rows of each account: the main one, the one with its work address and the one with its administrator
     * roles. The roles of an account are known to be complete if the roles of its connection were read. Every
     * organization has an administrator, so a row for any administrator proves that they were read.
     */
    static List<PathAccount> combined(Collection<PathAccount> rows) {
        Map<String, PathAccount> own = new LinkedHashMap<>();
        Map<String, String> addresses = new HashMap<>();
        Map<String, PathAccount> roles = new HashMap<>();
        Set<String> readConnections = new HashSet<>();
        for (PathAccount row : rows) {
            if (row.account().equals(row.about())) {
                own.put(row.account(), row);
            } else if (row.isOfRoles()) {
                roles.put(row.about(), row);
                readConnections.add(connection(row.account()));
            } else if (!row.person().equals(row.account())) {
                addresses.put(row.about(), row.person());
            }
        }
        return own.values().stream()
                .map(row -> combine(
                        row,
                        Optional.ofNullable(addresses.get(row.account())),
                        Optional.ofNullable(roles.get(row.account())),
                        readConnections.contains(connection(row.account()))))
                .toList();
    }

    private static PathAccount combine(
            PathAccount row, Optional<String> address, Optional<PathAccount> separate, boolean rolesRead) {
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
                separate.map(PathAccount::eligible).orElse(row.eligible()));
    }

    private static String connection(String account) {
        return account.substring(0, account.indexOf('/'));
    }

    /** Converts a stored row. */
    public static PathAccount of(StoredRecord<Person> row) {
        Person person = row.content();
        Set<String> stated = new TreeSet<>();
        Set<String> eligible = new TreeSet<>();
        Optional<PathPerson.SignIn> signIn = Optional.empty();
        for (Alias alias : person.aliases()) {
            if (alias.scheme().endsWith(ROLE)) {
                stated.add(alias.value());
            } else if (alias.scheme().endsWith(ELIGIBLE)) {
                eligible.add(alias.value());
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
                eligible);
    }
}
