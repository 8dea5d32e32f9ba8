package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.Stage;
import java.util.List;

/** What the evidence says about a policy's place on the ladder. */
public sealed interface LadderVerdict {
    /** It stays where it is; {@code missing} says what keeps it from climbing, one sentence each, empty at the top. */
    record Stay(List<String> missing) implements LadderVerdict {
        public Stay {
            missing = List.copyOf(missing);
        }
    }

    /** A person may let it climb. */
    record Advance(Stage to) implements LadderVerdict {}

    /** It steps down by itself. */
    record Retreat(Stage to, String reason) implements LadderVerdict {}
}
