package io.grantkeeper.policy.intent;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.permissions.CapabilityReach;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A condition in a policy: on the subjects that the policy covers, or in the "when" or "unless" part of a rule. For a
 * given request, its value is true, false or unknown.
 */
public sealed interface PolicyCondition {
    // Conditions on the subject, based on inventory data. They are false for subjects that are not identities, such as
    // people.

    record KindIn(Set<IdentityKind> kinds) implements PolicyCondition {
        public KindIn {
            kinds = Set.copyOf(EnumSet.copyOf(kinds));
        }
    }

    record Ai(boolean expected) implements PolicyCondition {}

    /** The fact is one of these names. Names are case-sensitive. */
    record FactIn(Fact fact, Set<String> names) implements PolicyCondition {
        public FactIn {
            names = Set.copyOf(names);
        }
    }

    record RiskIn(Set<Severity> tiers) implements PolicyCondition {
        public RiskIn {
            tiers = Set.copyOf(EnumSet.copyOf(tiers));
        }
    }

    /** The identity has at least one of these tags or, if {@code expected} is false, none of them. */
    record Tagged(Set<String> tags, boolean expected) implements PolicyCondition {
        /**
         * The prefix of the tags for zones that an identity can get control of through a path, for example
         * {@code reaches-tier-zero}.
         */
        public static final String REACHES = "reaches-";

        public Tagged {
            tags = Set.copyOf(tags);
        }

        /** Returns the condition that the identity can get control of at least one of these zones through a path. */
        static Tagged reaching(Set<String> zones) {
            return new Tagged(zones.stream().map(zone -> REACHES + zone).collect(Collectors.toSet()), true);
        }

        /** Returns the zones that the identity must be able to control; empty if the condition is about other tags. */
        Optional<Set<String>> zones() {
            return expected && tags.stream().allMatch(tag -> tag.startsWith(REACHES))
                    ? Optional.of(tags.stream()
                            .map(tag -> tag.substring(REACHES.length()))
                            .collect(Collectors.toSet()))
                    : Optional.empty();
        }
    }

    record OnApprovedList(boolean expected) implements PolicyCondition {}

    record OwnerKnown(boolean expected) implements PolicyCondition {}

    /** The oldest live credential is older than this or, if {@code expected} is false, at most this old. */
    record CredentialOlder(Duration age, boolean expected) implements PolicyCondition {}

    // Conditions on the request.

    record ReachIn(Set<CapabilityReach> reaches) implements PolicyCondition {
        public ReachIn {
            reaches = Set.copyOf(EnumSet.copyOf(reaches));
        }
    }

    record Within(WeeklyHours hours) implements PolicyCondition {}

    record FromNetwork(List<NetworkRange> ranges) implements PolicyCondition {
        public FromNetwork {
            ranges = List.copyOf(ranges);
        }
    }

    /** The request states a flag with this value. */
    record Flagged(RequestFlag flag, boolean expected) implements PolicyCondition {}

    /**
     * The caller authenticated with one of these methods (RFC 8176), at most this long ago. Zero means "at any time".
     */
    record Authenticated(Set<String> methods, Duration within) implements PolicyCondition {
        public Authenticated {
            methods = Set.copyOf(methods);
        }
    }

    /** The request is made before this time. */
    record Before(Instant until) implements PolicyCondition {}

    /**
     * A condition on a value that the caller supplies: a property of the subject, action or resource, or a context
     * member.
     */
    record Stated(RequestAttribute attribute, Comparison comparison) implements PolicyCondition {}

    /**
     * A fact about an identity whose value is a name, such as the name of its provider or of its owner's department.
     */
    enum Fact {
        PROVIDER,
        PRODUCT,
        PUBLISHER,
        DEPARTMENT
    }

    /** A comparison of a supplied value. A value of the wrong type counts as missing. */
    sealed interface Comparison {
        /** The value is one of these strings, or a list that contains one of them. */
        record OneOf(Set<String> texts) implements Comparison {
            public OneOf {
                texts = Set.copyOf(texts);
            }
        }

        record NoneOf(Set<String> texts) implements Comparison {
            public NoneOf {
                texts = Set.copyOf(texts);
            }
        }

        record Is(boolean truth) implements Comparison {}

        record Between(long least, long most) implements Comparison {}

        /** Both values are the same string, or lists with a common string. */
        record SameAs(RequestAttribute other) implements Comparison {}
    }
}
