package io.grantkeeper.policy.intent;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.permissions.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Something that must be so for a rule to hold. Each is true, false, or cannot be told. */
public sealed interface Condition {
    // Of the subject, by our inventory. For what is no identity of the inventory, a person say, these are false.

    record KindIn(Set<IdentityKind> kinds) implements Condition {
        public KindIn {
            kinds = Set.copyOf(EnumSet.copyOf(kinds));
        }
    }

    record Ai(boolean expected) implements Condition {}

    /** One of some names, compared letter by letter. */
    record FactIn(Fact fact, Set<String> names) implements Condition {
        public FactIn {
            names = Set.copyOf(names);
        }
    }

    record RiskIn(Set<Severity> tiers) implements Condition {
        public RiskIn {
            tiers = Set.copyOf(EnumSet.copyOf(tiers));
        }
    }

    /** It carries one of these tags, or none of them. */
    record Tagged(Set<String> tags, boolean expected) implements Condition {
        public Tagged {
            tags = Set.copyOf(tags);
        }
    }

    record OnApprovedList(boolean expected) implements Condition {}

    record OwnerKnown(boolean expected) implements Condition {}

    /** Whether its oldest live credential is older than this, or at most as old. */
    record CredentialOlder(Duration age, boolean expected) implements Condition {}

    // Of the request.

    record ReachIn(Set<Reach> reaches) implements Condition {
        public ReachIn {
            reaches = Set.copyOf(EnumSet.copyOf(reaches));
        }
    }

    record Within(WeeklyHours hours) implements Condition {}

    record FromNetwork(List<NetworkRange> ranges) implements Condition {
        public FromNetwork {
            ranges = List.copyOf(ranges);
        }
    }

    record HumanPresent(boolean expected) implements Condition {}

    /** The caller authenticated by one of these methods (RFC 8176), at most so long ago. Zero means "whenever". */
    record Authenticated(Set<String> methods, Duration within) implements Condition {
        public Authenticated {
            methods = Set.copyOf(methods);
        }
    }

    /** It is not yet this instant. */
    record Before(Instant until) implements Condition {}

    /** A property of subject, action or resource, or a member of the context, as the caller states it. */
    record Stated(Attribute attribute, Comparison comparison) implements Condition {}

    /** Facts of an identity that are a name. */
    enum Fact {
        PROVIDER,
        PRODUCT,
        PUBLISHER,
        DEPARTMENT
    }

    /** How a stated value is compared. A value of another type than is asked for counts as not stated. */
    sealed interface Comparison {
        /** It is one of these texts, or a list that has one of them. */
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

        /** Both are the same text, or lists that have one in common. */
        record SameAs(Attribute other) implements Comparison {}
    }
}
