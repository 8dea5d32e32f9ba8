package io.grantkeeper.authzen;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Party;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What decides. */
public interface DecisionPoint {
    /**
     * Begins to answer one call. All its decisions are made under the policies that are in force now.
     *
     * @param requestId the caller's name for the call, where it gave one
     */
    Session open(Caller caller, Optional<String> requestId);

    /** The decisions of one call. */
    interface Session {
        /** What conditions on time are judged at. */
        Instant now();

        /** Decides, and keeps a record of it. Trouble inside is a denial, not an exception. */
        Ruling decide(AccessRequest request);

        /** What {@link #decide} would answer; nothing is kept of it, for nothing is about to happen. */
        boolean permits(AccessRequest request);

        /** Who of this type there is, in an order that stays; no one where the type is unknown. */
        Candidates subjects(String type, Optional<String> from);

        /** What of this type there is, in an order that stays; nothing where the type is unknown. */
        Candidates resources(String type, Optional<String> from);

        /** What can be done to things of this type. */
        List<String> actions(Party resource);
    }

    /**
     * The answer to one request.
     *
     * @param context what the caller is told beside it
     */
    record Ruling(boolean permitted, Map<String, AttributeValue> context) {
        public Ruling {
            context = Map.copyOf(context);
        }
    }

    /**
     * Part of a list to search in.
     *
     * @param next hand it back to get the following part; empty at the end
     */
    record Candidates(List<String> ids, Optional<String> next) {
        public Candidates {
            ids = List.copyOf(ids);
        }

        public static Candidates none() {
            return new Candidates(List.of(), Optional.empty());
        }
    }
}
