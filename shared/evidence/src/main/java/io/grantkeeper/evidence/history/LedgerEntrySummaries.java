package io.grantkeeper.evidence.history;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import java.util.List;
import java.util.Optional;

/** Summaries of related ledger entries, one per subject, for example all entries about one finding. */
public final class LedgerEntrySummaries {
    private LedgerEntrySummaries() {}

    /**
     * An identity, with the entries that record when it appeared and when it was removed.
     *
     * @param registered the entry that registered the identity; empty if the ledger does not contain one
     * @param first the first entry about the identity
     * @param baseline whether the connection's first sweep found the identity
     * @param gone the entry that recorded its removal; empty if the identity was not removed or has returned
     */
    public record Known(
            IdentityId id,
            Optional<LedgerPosition> registered,
            LedgerPosition first,
            boolean baseline,
            Optional<LedgerPosition> gone) {}

    /**
     * A finding, with the entries that opened and closed it.
     *
     * @param opened the entry that opened the finding, or the entry that last reopened it after its acceptance had
     *     ended
     * @param closed the entry that closed the finding; empty while it is open
     */
    public record Found(
            LedgerPosition opened, String key, FindingType type, Severity severity, Optional<LedgerPosition> closed) {
        /**
         * Returns the finding that results when another finding with the same key, which is at least as severe,
         * replaces this one in the store. The result keeps the entry that opened this finding.
         */
        Found replacedBy(Found other) {
            return new Found(opened, key, type, Severity.max(severity, other.severity), closed);
        }
    }

    /** A coverage gap, with the entries that opened and closed it. */
    public record Gap(
            LedgerPosition opened,
            String connection,
            StreamId stream,
            String problem,
            Optional<LedgerPosition> closed) {}

    /** An alert, and the keys of its findings. */
    public record Alert(LedgerPosition sent, String send, List<String> findings) {
        public Alert {
            findings = List.copyOf(findings);
        }
    }

    /** An owner's answer to an alert. */
    public record Answer(LedgerPosition told, String send, String answer) {}

    /**
     * An approval of an identity or of one item.
     *
     * @param what the approved identity or item
     * @param until the end of the approval; empty if it has none
     */
    public record Approval(LedgerPosition told, String what, Optional<String> until) {
        /**
         * The prefix of the subject of exemptions from enforcement. An exemption applies to one policy and does not
         * accept any findings.
         */
        private static final String EXEMPTION = "exception/";

        /**
         * Returns whether the approval covers a whole identity, as it was known when it was approved, rather than a
         * single item.
         */
        public boolean coversIdentity() {
            return !what.startsWith(EXEMPTION);
        }
    }

    /** The outcome of a review for one item. */
    public record Reviewed(LedgerPosition told, String campaign, String item, String outcome) {}

    /**
     * One attempt to revoke access.
     *
     * @param name its start time, and a digest of the access to revoke
     * @param begun the entry that recorded the preview; empty if only the result is recorded
     * @param failed the entry that recorded the failure, if the attempt failed
     */
    public record Revoked(
            Optional<LedgerPosition> begun,
            String name,
            Optional<LedgerPosition> done,
            Optional<LedgerPosition> failed,
            String problem) {
        /** Returns the first entry about the attempt: its preview, or else its result. */
        public LedgerPosition told() {
            return begun.or(() -> done).or(() -> failed).orElseThrow();
        }

        /**
         * Returns whether this attempt was made later than the other one and revoked the access that the other one was
         * meant to revoke.
         */
        public boolean completes(Revoked other) {
            return done.filter(end -> end.index() > other.told().index()).isPresent()
                    && told().subject().equals(other.told().subject())
                    && targets().equals(other.targets());
        }

        private String targets() {
            return name.substring(name.indexOf('/') + 1);
        }
    }

    /** A step of a policy version: its proposal, its approval or a change of its stage. */
    public record PolicyStep(LedgerPosition told, String policy, String version) {}

    /**
     * One or more decisions, and the policy version under which they were made.
     *
     * @param count the number of decisions
     * @param policy the policy version; empty if the entry does not name one
     */
    public record Decided(LedgerPosition told, long count, String decision, Optional<String> policy) {}
}
