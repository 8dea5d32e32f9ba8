package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.store.StoredPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a policy stands, for people and programs.
 *
 * @param version of its text
 * @param stage at which it stands, by its code
 * @param since when it came to stand there
 * @param next what the evidence says: {@code may climb to enforcement}, {@code stays}, {@code steps down to training};
 *     empty where it was not weighed
 * @param missing what keeps it from climbing, or why it steps down
 * @param evidence the numbers; empty where they were not counted
 */
public record LadderPosition(
        String policy,
        String version,
        String stage,
        Instant since,
        Optional<String> next,
        List<String> missing,
        Optional<LadderEvidence> evidence) {
    public LadderPosition {
        missing = List.copyOf(missing);
    }

    public static LadderPosition of(StoredPolicy policy) {
        return new LadderPosition(
                policy.name(),
                policy.version().value(),
                policy.stage().code(),
                policy.since(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    public static LadderPosition of(ClimbLadder.Weighed weighed) {
        StoredPolicy policy = weighed.policy();
        String next =
                switch (weighed.verdict()) {
                    case LadderVerdict.Advance(var to) -> "may climb to " + to.code();
                    case LadderVerdict.Retreat(var to, var _) -> "steps down to " + to.code();
                    case LadderVerdict.Stay _ -> "stays";
                };
        List<String> missing =
                switch (weighed.verdict()) {
                    case LadderVerdict.Advance _ -> List.of();
                    case LadderVerdict.Retreat(var _, String reason) -> List.of(reason);
                    case LadderVerdict.Stay(List<String> lacking) -> lacking;
                };
        return new LadderPosition(
                policy.name(),
                policy.version().value(),
                policy.stage().code(),
                policy.since(),
                Optional.of(next),
                missing,
                Optional.of(weighed.evidence()));
    }
}
