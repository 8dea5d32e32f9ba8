package io.grantkeeper.paths;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Determines the effective rights of one identity. Only usable grants count. If the identity acts on behalf of a
 * person, its rights are limited to what that person may do. The rights of an Okta service app are also limited by its
 * administrator roles.
 */
final class PathRuleResolver {
    private static final String ROLE = "role:";

    private final PathRules rules;
    private final PathIdentity identity;
    private final Map<String, PathPerson> people;
    private final BiFunction<String, String, Set<String>> rolesOf;
    private final Consumer<String> problems;
    private final List<AppliedPathRule> rights = new ArrayList<>();
    private final Map<PathPerson, Boolean> actsAs = new LinkedHashMap<>();
    private final Set<String> ownRoles = new HashSet<>();
    private boolean hasEverything;
    private boolean hasScopes;

    PathRuleResolver(
            PathRules rules,
            PathIdentity identity,
            Map<String, PathPerson> people,
            BiFunction<String, String, Set<String>> rolesOf,
            Consumer<String> problems) {
        this.rules = rules;
        this.identity = identity;
        this.people = people;
        this.rolesOf = rolesOf;
        this.problems = problems;
        for (PathGrant grant : identity.grants()) {
            if (grant.active()) {
                for (String written : grant.permissions()) {
                    String permission = CanonicalPermissionNames.canonical(identity.provider(), written);
                    if (permission.startsWith(ROLE)) {
                        ownRoles.add(permission.substring(ROLE.length()));
                    }
                    hasScopes |= permission.startsWith("okta.");
                }
            }
        }
        identity.grants().stream().filter(PathGrant::active).forEach(this::read);
        readKind();
    }

    List<AppliedPathRule> rights() {
        return rights;
    }

    /**
     * Returns the people whom the identity can act as. The value is {@code true} if the identity can do everything that
     * the person can do, and {@code false} if the identity acts only in the directory.
     */
    Map<PathPerson, Boolean> actsAs() {
        return actsAs;
    }

    /** Returns whether the identity has every permission for the whole tenant. */
    boolean hasEverything() {
        return hasEverything;
    }

    private void read(PathGrant grant) {
        Optional<PathPerson> person = grant.person().map(people::get);
        if (grant.person().isPresent() && person.isEmpty()) {
            problems.accept("the grant '%s' of '%s' acts for the person '%s', who is not listed"
                    .formatted(grant.key(), identity.id(), grant.person().get()));
        }
        if (grant.person().isPresent() && person.filter(PathPerson::active).isEmpty()) {
            return;
        }
        for (String written : grant.permissions()) {
            String permission = CanonicalPermissionNames.canonical(identity.provider(), written);
            if (!permission.equals("*") || (identity.provider().equals("aws") && person.isEmpty())) {
                read(grant, person, written.strip(), permission);
            } else if (grant.reach().isPresent()) {
                readEverythingWithin(grant, person);
            } else if (person.isPresent()) {
                actsAs.put(person.get(), true);
            } else {
                hasEverything |= !isKeyOfProject();
            }
        }
    }

    /** Adds the rights of a grant that has every permission, but only for some resources. */
    private void readEverythingWithin(PathGrant grant, Optional<PathPerson> person) {
        for (PathRule rule : rules.all()) {
            if (rule.provider().equals(identity.provider())
                    && rule.scope() == PathRule.Scope.REACH
                    && rule.holderRoles().isEmpty()
                    && rule.permissions().stream().noneMatch(name -> name.startsWith(ROLE))) {
                rights.add(
                        new AppliedPathRule(rule, "*", actingRoles(person, "*"), person, grant.reach(), grant.key()));
            }
        }
    }

    /**
     * Returns whether the identity is a key that cannot administer an organization, regardless of its permissions.
     * Sources: https://platform.openai.com/docs/api-reference/admin-api-keys and
     * https://docs.claude.com/en/api/administration-api
     */
    private boolean isKeyOfProject() {
        String kind = identity.kind();
        return (identity.provider().equals("openai") || identity.provider().equals("anthropic"))
                && !kind.contains("admin")
                && (kind.contains("key") || kind.contains("project") || kind.contains("workspace"));
    }

    private void read(PathGrant grant, Optional<PathPerson> person, String written, String permission) {
        boolean isRole = permission.startsWith(ROLE);
        if (isRole && (hasScopes || isServiceApp())) {
            // An Okta service app acts with its scopes, and its roles only bound them.
            return;
        }
        Set<String> acting = actingRoles(person, permission);
        if (isRole
                && person.isPresent()
                && !rolesOf.apply(person.get().id(), identity.provider()).containsAll(acting)) {
            return;
        }
        boolean bounded = (person.isPresent() && !isRole) || permission.startsWith("okta.");
        for (PathRule rule : rules.of(identity.provider(), permission)) {
            if (bounded
                    && !rule.holderRoles().isEmpty()
                    && rule.holderRoles().stream().noneMatch(acting::contains)) {
                person.flatMap(one -> condition(rule, one))
                        .ifPresent(condition -> addPossible(rule, written, acting, person, grant, condition));
                continue;
            }
            if (rule.effect() == PathRuleEffect.ACT_AS_PERSON) {
                person.ifPresent(one -> actsAs.putIfAbsent(one, false));
            } else if (applies(rule, grant)) {
                Optional<Set<String>> reach = rule.scope() == PathRule.Scope.TENANT ? Optional.empty() : grant.reach();
                boolean certain = grant.reachKnown() || rule.scope() == PathRule.Scope.TENANT;
                rights.add(new AppliedPathRule(
                        rule,
                        written,
                        acting,
                        person,
                        reach,
                        grant.key(),
                        certain ? Optional.empty() : Optional.of("its grant covers {to}"),
                        grant.since()));
            }
        }
    }

    /**
     * Returns the condition under which a person has a role that a right requires; empty if the person cannot have the
     * role.
     */
    private Optional<String> condition(PathRule rule, PathPerson person) {
        String prefix = identity.provider() + ':';
        Optional<String> eligible = person.eligibleRoles().stream()
                .filter(role -> role.startsWith(prefix))
                .map(role -> role.substring(prefix.length()))
                .filter(role -> rule.holderRoles().contains(CanonicalPermissionNames.role(identity.provider(), role)))
                .min(Comparator.naturalOrder());
        if (eligible.isPresent()) {
            return eligible.map(role -> activates(person.id(), role));
        }
        return person.rolesUnknownAt().contains(identity.provider())
                ? Optional.of("%s has the role %s"
                        .formatted(person.id(), String.join(" or ", new TreeSet<>(rule.holderRoles()))))
                : Optional.empty();
    }

    /** Returns the condition that a person activates a role, phrased to follow "if". */
    static String activates(String person, String role) {
        return "%s activates the role %s".formatted(person, role);
    }

    /**
     * Adds a right that the identity has only if the person it acts for has a role. The given condition states this.
     */
    private void addPossible(
            PathRule rule,
            String written,
            Set<String> acting,
            Optional<PathPerson> person,
            PathGrant grant,
            String condition) {
        if (rule.effect() != PathRuleEffect.ACT_AS_PERSON && applies(rule, grant)) {
            rights.add(new AppliedPathRule(
                    rule,
                    written,
                    acting,
                    person,
                    rule.scope() == PathRule.Scope.TENANT ? Optional.empty() : grant.reach(),
                    grant.key(),
                    Optional.of(condition),
                    grant.since()));
        }
    }

    private boolean isServiceApp() {
        return identity.provider().equals("okta") && identity.kind().contains("service");
    }

    private Set<String> actingRoles(Optional<PathPerson> person, String permission) {
        if (permission.startsWith(ROLE)) {
            return Set.of(permission.substring(ROLE.length()));
        }
        if (person.isPresent()) {
            return rolesOf.apply(person.get().id(), identity.provider());
        }
        return permission.startsWith("okta.") ? ownRoles : Set.of("");
    }

    private boolean applies(PathRule rule, PathGrant grant) {
        if (rule.effect() == PathRuleEffect.READ_CHAT
                && grant.person().isEmpty()
                && identity.kind().contains("bot")) {
            return false;
        }
        return switch (rule.scope()) {
            case TENANT, REACH -> true;
            case ALL -> grant.reach().isEmpty();
            case SELF ->
                grant.reach().isEmpty()
                        || grant.reach().get().stream().anyMatch(name -> AppliedPathRule.names(name, identity.id()));
        };
    }

    /**
     * Adds the rights that the identity's kind implies. An admin key administers its organization, unless its grants
     * name a lower role or only permissions to read.
     */
    private void readKind() {
        if (!identity.kind().contains("admin") || !identity.kind().contains("key")) {
            return;
        }
        for (PathRule rule : rules.of(identity.provider(), "kind:admin-key")) {
            boolean usable = identity.grants().isEmpty()
                    || identity.grants().stream()
                            .filter(PathGrant::active)
                            .filter(grant -> grant.person()
                                    .map(person -> hasRole(person, rule.holderRoles()))
                                    .orElse(true))
                            .filter(grant -> grant.permissions().stream().noneMatch(one -> one.startsWith(ROLE)))
                            .anyMatch(grant -> grant.permissions().isEmpty()
                                    || !grant.permissions().stream().allMatch(PathRuleResolver::reads));
            if (usable) {
                rights.add(new AppliedPathRule(rule, "admin key", Set.of(""), Optional.empty(), Optional.empty(), ""));
            }
        }
    }

    private boolean hasRole(String person, Set<String> roles) {
        PathPerson known = people.get(person);
        return known != null
                && known.active()
                && rolesOf.apply(person, identity.provider()).stream().anyMatch(roles::contains);
    }

    private static boolean reads(String permission) {
        return permission.contains("read") && !permission.contains("write");
    }
}
