package io.grantkeeper.authzen;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A policy decision point. */
public interface DecisionPoint {
    /**
     * Opens a session for one call. All decisions of the session use the policies that are in force when the session
     * opens.
     *
     * @param requestId the caller's ID for the call, if the caller sent one
     */
    Session open(AuthZenCaller caller, Optional<String> requestId);

    /** A session that makes the decisions for one call. */
    interface Session {
        /** Returns the time at which conditions are evaluated. */
        Instant now();

        /**
         * Makes a decision and records it. Throws no exception: if an internal failure prevents the decision, the
         * request is denied.
         */
        Ruling decide(AccessRequest request);

        /** Returns whether {@link #decide} would permit the request. Records nothing, because no action follows. */
        boolean permits(AccessRequest request);

        /**
         * Returns one page of the subjects of a type, in a stable order. The page is empty if the type is unknown.
         *
         * @param from the cursor of the page; empty for the first page
         */
        Candidates subjects(String type, Optional<String> from);

        /**
         * Returns one page of the resources of a type, in a stable order. The page is empty if the type is unknown.
         *
         * @param from the cursor of the page; empty for the first page
         */
        Candidates resources(String type, Optional<String> from);

        /** Returns the actions that exist for the resource's type. */
        List<String> actions(AuthZenEntity resource);
    }

    /**
     * The decision on one request.
     *
     * @param context additional information for the caller
     */
    record Ruling(boolean permitted, Map<String, AttributeValue> context) {
        public Ruling {
            context = Map.copyOf(context);
        }
    }

    /**
     * A page of candidates for a search.
     *
     * @param next the cursor of the next page; empty on the last page
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
