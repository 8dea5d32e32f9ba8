package io.grantkeeper.policy.engine;

import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.permissions.Reach;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.Condition;
import io.grantkeeper.policy.intent.Condition.Comparison;
import io.grantkeeper.policy.intent.NetworkRange;
import io.grantkeeper.policy.intent.WeeklyHours;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes conditions ready, so that judging one allocates and parses nothing. */
final class Checks {
    private Checks() {}

    static List<Check> of(List<Condition> conditions) {
        return conditions.stream().map(Checks::of).toList();
    }

    static Check of(Condition condition) {
        return switch (condition) {
            case Condition.KindIn(var kinds) -> {
                var set = EnumSet.copyOf(kinds);
                yield known(identity -> Truth.of(set.contains(identity.kind())));
            }
            case Condition.Ai(boolean expected) ->
                known(identity -> identity.ai() == AiVerdict.UNKNOWN
                        ? Truth.UNKNOWN
                        : Truth.of((identity.ai() == AiVerdict.YES) == expected));
            case Condition.FactIn(var fact, var names) -> factIn(fact, names);
            case Condition.RiskIn(var tiers) -> {
                var set = EnumSet.copyOf(tiers);
                yield known(identity ->
                        identity.risk() == Severity.UNKNOWN ? Truth.UNKNOWN : Truth.of(set.contains(identity.risk())));
            }
            case Condition.Tagged(var tags, boolean expected) ->
                known(identity -> Truth.of(Collections.disjoint(tags, identity.tags()) != expected));
            case Condition.OnApprovedList(boolean expected) ->
                known(identity -> Truth.of(identity.approved() == expected));
            case Condition.OwnerKnown(boolean expected) ->
                known(identity -> Truth.of(identity.ownerKnown() == expected));
            case Condition.CredentialOlder(var age, boolean expected) -> credentialOlder(age.toSeconds(), expected);
            case Condition.ReachIn(var reaches) -> {
                var set = EnumSet.copyOf(reaches);
                yield facts -> {
                    Reach reach = facts.reach();
                    return reach == null ? Truth.UNKNOWN : Truth.of(set.contains(reach));
                };
            }
            case Condition.Within(WeeklyHours hours) -> within(hours);
            case Condition.FromNetwork(List<NetworkRange> ranges) ->
                facts -> {
                    byte[] address = facts.address();
                    return address == null ? Truth.UNKNOWN : Truth.of(contains(ranges, address));
                };
            case Condition.HumanPresent(boolean expected) -> facts -> equal(facts.humanPresent(), expected);
            case Condition.Authenticated(var methods, var within) -> authenticated(methods, within.toSeconds());
            case Condition.Before(var until) -> {
                long end = until.toEpochMilli();
                yield facts -> Truth.of(facts.request().at().toEpochMilli() < end);
            }
            case Condition.Stated(var attribute, Comparison comparison) ->
                switch (comparison) {
                    case Comparison.OneOf(var texts) -> facts -> meet(facts.texts(attribute), texts);
                    case Comparison.NoneOf(var texts) ->
                        facts -> meet(facts.texts(attribute), texts).not();
                    case Comparison.Is(boolean truth) -> facts -> equal(facts.truth(attribute), truth);
                    case Comparison.Between(long least, long most) ->
                        facts -> {
                            Long number = facts.whole(attribute);
                            return number == null ? Truth.UNKNOWN : Truth.of(number >= least && number <= most);
                        };
                    case Comparison.SameAs(var other) ->
                        facts -> {
                            Set<String> texts = facts.texts(other);
                            return texts == null ? Truth.UNKNOWN : meet(facts.texts(attribute), texts);
                        };
                };
        };
    }

    /** Of an identity: nothing of the kind is true of a person, and of a stranger nobody can tell. */
    private static Check known(Function<SubjectFacts.Known, Truth> check) {
        return facts -> switch (facts.subject()) {
            case SubjectFacts.Known identity -> check.apply(identity);
            case SubjectFacts.Stranger _ -> Truth.UNKNOWN;
            case SubjectFacts.NotAnIdentity _ -> Truth.NO;
        };
    }

    private static Check factIn(Condition.Fact fact, Set<String> names) {
        return switch (fact) {
            case PROVIDER -> known(identity -> Truth.of(names.contains(identity.provider())));
            case PRODUCT -> known(identity -> in(identity.product(), names));
            case PUBLISHER -> known(identity -> in(identity.publisher(), names));
            case DEPARTMENT -> known(identity -> in(identity.ownerDepartment(), names));
        };
    }

    private static Truth in(Knowledge<String> fact, Set<String> names) {
        return switch (fact) {
            case Knowledge.Known<String>(String name) -> Truth.of(names.contains(name));
            case Knowledge.Unknown<String> _ -> Truth.UNKNOWN;
        };
    }

    private static Check credentialOlder(long seconds, boolean expected) {
        return facts -> switch (facts.subject()) {
            case SubjectFacts.Known identity ->
                switch (identity.oldestCredential()) {
                    case Moment.At(var made) ->
                        Truth.of((facts.request().at().getEpochSecond() - made.getEpochSecond() > seconds) == expected);
                    case Moment.Never _ -> Truth.of(!expected);
                    case Moment.Unknown _ -> Truth.UNKNOWN;
                };
            case SubjectFacts.Stranger _ -> Truth.UNKNOWN;
            case SubjectFacts.NotAnIdentity _ -> Truth.NO;
        };
    }

    private static Check within(WeeklyHours hours) {
        BitSet minutes = new BitSet(WeeklyHours.WEEK);
        hours.spans().forEach(span -> minutes.set(span.first(), span.end()));
        ZoneId zone = hours.zone();
        return facts -> Truth.of(minutes.get(facts.minuteOfWeek(zone)));
    }

    private static boolean contains(List<NetworkRange> ranges, byte[] address) {
        for (NetworkRange range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static Check authenticated(Set<String> methods, long seconds) {
        return facts -> {
            Truth method = meet(facts.methods(), methods);
            if (seconds == 0) {
                return method;
            }
            Long since = facts.sinceAuthentication();
            return method.and(since == null ? Truth.UNKNOWN : Truth.of(since <= seconds));
        };
    }

    private static Truth equal(@Nullable Boolean seen, boolean expected) {
        return seen == null ? Truth.UNKNOWN : Truth.of(seen == expected);
    }

    private static Truth meet(@Nullable Set<String> seen, Set<String> wanted) {
        return seen == null ? Truth.UNKNOWN : Truth.of(!Collections.disjoint(seen, wanted));
    }
}
