package io.grantkeeper.paths;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A right: a rule, applied to a permission that an identity or a person effectively has.
 *
 * @param permission the canonical name of the permission or role
 * @param actingRoles the canonical roles with which the holder acts at the provider; an empty name means no role
 * @param person the person on whose behalf the holder acts; empty if it acts for the whole tenant
 * @param reach the resources to which the right is limited; empty for all resources
 * @param grant the key of the grant within its identity; empty if the right does not come from a grant
 * @param condition the condition under which the right exists, phrased to follow "if", in which {@code {to}} stands for
 *     what the right opens; empty if the right is certain
 * @param since when the grant was first observed, if known
 */
record AppliedPathRule(
        PathRule rule,
        String permission,
        Set<String> actingRoles,
        Optional<PathPerson> person,
        Optional<Set<String>> reach,
        String grant,
        Optional<String> condition,
        Optional<Instant> since) {
    /** Creates an unconditional right of unknown age. */
    AppliedPathRule(
            PathRule rule,
            String permission,
            Set<String> actingRoles,
            Optional<PathPerson> person,
            Optional<Set<String>> reach,
            String grant) {
        this(rule, permission, actingRoles, person, reach, grant, Optional.empty(), Optional.empty());
    }

    /** Returns a right that only allows reading files, derived from this right, which allows changing code. */
    AppliedPathRule reading() {
        PathRule reads = new PathRule(
                rule.provider(),
                rule.permissions(),
                rule.holderRoles(),
                PathRuleEffect.READ_FILE,
                rule.scope(),
                "read {to}",
                rule.source());
        return new AppliedPathRule(reads, permission, actingRoles, person, reach, grant, condition, since);
    }

    /**
     * Returns a right to change how people sign in through an app, derived from this right, which allows adding
     * credentials to the app.
     */
    AppliedPathRule changingSignIn() {
        PathRule changes = new PathRule(
                rule.provider(),
                rule.permissions(),
                rule.holderRoles(),
                PathRuleEffect.APP_SETTINGS,
                rule.scope(),
                "change how people sign in through {to}",
                rule.source());
        return new AppliedPathRule(changes, permission, actingRoles, person, reach, grant, condition, since);
    }

    /** Returns the same right under a condition. */
    AppliedPathRule onlyIf(String newCondition) {
        return new AppliedPathRule(
                rule,
                permission,
                actingRoles,
                person,
                reach,
                grant,
                condition.or(() -> Optional.of(newCondition)),
                since);
    }

    /** Returns the permission as reports show it. */
    String by() {
        return permission;
    }

    /** Returns whether the reach includes a resource with this id or this other name. */
    boolean covers(String id, @Nullable String otherName) {
        return reach.isEmpty()
                || reach.get().stream()
                        .anyMatch(name -> names(name, id) || (otherName != null && names(name, otherName)));
    }

    /** Returns whether a name in a reach is this resource's name, with or without a prefix. */
    static boolean names(String inReach, String resource) {
        String wanted = resource.toLowerCase(Locale.ROOT);
        String name = inReach.toLowerCase(Locale.ROOT);
        return name.equals(wanted)
                || name.endsWith("/" + wanted)
                || name.endsWith(":" + wanted)
                || wanted.endsWith("/" + name);
    }
}
