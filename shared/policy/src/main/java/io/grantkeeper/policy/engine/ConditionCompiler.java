package io.grantkeeper.policy.engine;

import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.permissions.CapabilityReach;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.NetworkRange;
import io.grantkeeper.policy.intent.PolicyCondition;
import io.grantkeeper.policy.intent.PolicyCondition.Comparison;
import io.grantkeeper.policy.intent.WeeklyHours;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compiles conditions in advance, so that their evaluation needs no parsing and no memory allocation. */
final class ConditionCompiler {
    private ConditionCompiler() {}

    static List<CompiledCondition> compile(List<PolicyCondition> conditions) {
        return conditions.stream().map(ConditionCompiler::compile).toList();
    }

    static CompiledCondition compile(PolicyCondition condition) {
        return switch (condition) {
            case PolicyCondition.KindIn(var kinds) -> {
                var set = EnumSet.copyOf(kinds);
                yield onIdentity(identity -> KleeneValue.of(set.contains(identity.kind())));
            }
            case PolicyCondition.Ai(boolean expected) ->
                onIdentity(identity -> identity.ai() == AiVerdict.UNKNOWN
                        ? KleeneValue.UNKNOWN
                        : KleeneValue.of((identity.ai() == AiVerdict.YES) == expected));
            case PolicyCondition.FactIn(var fact, var names) -> factIn(fact, names);
            case PolicyCondition.RiskIn(var tiers) -> {
                var set = EnumSet.copyOf(tiers);
                yield onIdentity(identity -> identity.risk() == Severity.UNKNOWN
                        ? KleeneValue.UNKNOWN
                        : KleeneValue.of(set.contains(identity.risk())));
            }
            case PolicyCondition.Tagged(var tags, boolean expected) ->
                onIdentity(identity -> KleeneValue.of(Collections.disjoint(tags, identity.tags()) != expected));
            case PolicyCondition.OnApprovedList(boolean expected) ->
                onIdentity(identity -> KleeneValue.of(identity.approved() == expected));
            case PolicyCondition.OwnerKnown(boolean expected) ->
                onIdentity(identity -> KleeneValue.of(identity.ownerKnown() == expected));
            case PolicyCondition.CredentialOlder(var age, boolean expected) ->
                credentialOlder(age.toSeconds(), expected);
            case PolicyCondition.ReachIn(var reaches) -> {
                var set = EnumSet.copyOf(reaches);
                yield facts -> {
                    CapabilityReach reach = facts.reach();
                    return reach == null ? KleeneValue.UNKNOWN : KleeneValue.of(set.contains(reach));
                };
            }
            case PolicyCondition.Within(WeeklyHours hours) -> within(hours);
            case PolicyCondition.FromNetwork(List<NetworkRange> ranges) ->
                facts -> {
                    byte[] address = facts.address();
                    return address == null ? KleeneValue.UNKNOWN : KleeneValue.of(contains(ranges, address));
                };
            case PolicyCondition.Flagged(var flag, boolean expected) -> facts -> isEqual(facts.flag(flag), expected);
            case PolicyCondition.Authenticated(var methods, var within) -> authenticated(methods, within.toSeconds());
            case PolicyCondition.Before(var until) -> {
                long end = until.toEpochMilli();
                yield facts -> KleeneValue.of(facts.request().at().toEpochMilli() < end);
            }
            case PolicyCondition.Stated(var attribute, Comparison comparison) ->
                switch (comparison) {
                    case Comparison.OneOf(var texts) -> facts -> intersects(facts.strings(attribute), texts);
                    case Comparison.NoneOf(var texts) ->
                        facts -> intersects(facts.strings(attribute), texts).not();
                    case Comparison.Is(boolean truth) -> facts -> isEqual(facts.booleanValue(attribute), truth);
                    case Comparison.Between(long least, long most) ->
                        facts -> {
                            Long number = facts.integerValue(attribute);
                            return number == null
                                    ? KleeneValue.UNKNOWN
                                    : KleeneValue.of(number >= least && number <= most);
                        };
                    case Comparison.SameAs(var other) ->
                        facts -> {
                            Set<String> texts = facts.strings(other);
                            return texts == null ? KleeneValue.UNKNOWN : intersects(facts.strings(attribute), texts);
                        };
                };
        };
    }

    /**
     * Returns a condition that checks the facts about an identity. The condition is false for a subject that is not an
     * identity, such as a person, and unknown for a subject that is not in the inventory.
     */
    private static CompiledCondition onIdentity(Function<SubjectFacts.Known, KleeneValue> check) {
        return facts -> switch (facts.subject()) {
            case SubjectFacts.Known identity -> check.apply(identity);
            case SubjectFacts.Stranger _ -> KleeneValue.UNKNOWN;
            case SubjectFacts.NotAnIdentity _ -> KleeneValue.NO;
        };
    }

    private static CompiledCondition factIn(PolicyCondition.Fact fact, Set<String> names) {
        return switch (fact) {
            case PROVIDER -> onIdentity(identity -> KleeneValue.of(names.contains(identity.provider())));
            case PRODUCT -> onIdentity(identity -> isIn(identity.product(), names));
            case PUBLISHER -> onIdentity(identity -> isIn(identity.publisher(), names));
            case DEPARTMENT -> onIdentity(identity -> isIn(identity.ownerDepartment(), names));
        };
    }

    private static KleeneValue isIn(KnownOrUnknown<String> fact, Set<String> names) {
        return switch (fact) {
            case KnownOrUnknown.Known<String>(String name) -> KleeneValue.of(names.contains(name));
            case KnownOrUnknown.Unknown<String> _ -> KleeneValue.UNKNOWN;
        };
    }

    private static CompiledCondition credentialOlder(long seconds, boolean expected) {
        return facts -> switch (facts.subject()) {
            case SubjectFacts.Known identity ->
                switch (identity.oldestCredential()) {
                    case Timestamp.At(var made) ->
                        KleeneValue.of(
                                (facts.request().at().getEpochSecond() - made.getEpochSecond() > seconds) == expected);
                    case Timestamp.Never _ -> KleeneValue.of(!expected);
                    case Timestamp.Unknown _ -> KleeneValue.UNKNOWN;
                };
            case SubjectFacts.Stranger _ -> KleeneValue.UNKNOWN;
            case SubjectFacts.NotAnIdentity _ -> KleeneValue.NO;
        };
    }

    private static CompiledCondition within(WeeklyHours hours) {
        BitSet minutes = new BitSet(WeeklyHours.WEEK);
        hours.spans().forEach(span -> minutes.set(span.first(), span.end()));
        ZoneId zone = hours.zone();
        return facts -> KleeneValue.of(minutes.get(facts.minuteOfWeek(zone)));
    }

    private static boolean contains(List<NetworkRange> ranges, byte[] address) {
        for (NetworkRange range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static CompiledCondition authenticated(Set<String> methods, long seconds) {
        return facts -> {
            KleeneValue method = intersects(facts.methods(), methods);
            if (seconds == 0) {
                return method;
            }
            Long since = facts.sinceAuthentication();
            return method.and(since == null ? KleeneValue.UNKNOWN : KleeneValue.of(since <= seconds));
        };
    }

    private static KleeneValue isEqual(@Nullable Boolean seen, boolean expected) {
        return seen == null ? KleeneValue.UNKNOWN : KleeneValue.of(seen == expected);
    }

    private static KleeneValue intersects(@Nullable Set<String> seen, Set<String> wanted) {
        return seen == null ? KleeneValue.UNKNOWN : KleeneValue.of(!Collections.disjoint(seen, wanted));
    }
}
