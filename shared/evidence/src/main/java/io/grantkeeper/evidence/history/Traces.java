package io.grantkeeper.evidence.history;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import java.util.List;
import java.util.Optional;

/** What several entries say of one thing. */
public final class Traces {
    private Traces() {}

    /**
     * An identity.
     *
     * @param registered empty where the record begins in the middle
     * @param gone when it vanished, where it has not returned
     */
    public record Known(IdentityId id, Optional<Told> registered, Told first, boolean baseline, Optional<Told> gone) {}

    /**
     * A finding.
     *
     * @param opened the last time, where it was opened again after somebody had accepted it for a while
     */
    public record Found(Told opened, String key, FindingType type, Severity severity, Optional<Told> closed) {}

    /** Something that could not be seen. */
    public record Gap(Told opened, String connection, StreamId stream, String problem, Optional<Told> closed) {}

    /** An alert, and the keys of the findings it told of. */
    public record Alert(Told sent, String send, List<String> findings) {
        public Alert {
            findings = List.copyOf(findings);
        }
    }

    /** An owner's answer to an alert. */
    public record Answer(Told told, String send, String answer) {}

    /** Somebody allowed something. */
    public record Approval(Told told, String what, Optional<String> until) {
        /** What an exemption from enforcement is told as; it lifts one policy, and accepts nothing that was found. */
        private static final String EXEMPTION = "exception/";

        /** Whether it allowed the identity as it was known then, and not one thing alone. */
        public boolean isOfAll() {
            return !what.startsWith(EXEMPTION);
        }
    }

    /** What a review came to for one item. */
    public record Reviewed(Told told, String campaign, String item, String outcome) {}

    /**
     * One attempt to take access away.
     *
     * @param name when it began, and a digest of what was to be taken away
     * @param begun when it was previewed; empty where only its end is told
     * @param failed why it did not come to pass
     */
    public record Revoked(
            Optional<Told> begun, String name, Optional<Told> done, Optional<Told> failed, String problem) {
        /** Where it stands in the record. */
        public Told told() {
            return begun.or(() -> done).or(() -> failed).orElseThrow();
        }

        /** Whether it took away, later, what another attempt was about. */
        public boolean makesUpFor(Revoked other) {
            return done.filter(end -> end.index() > other.told().index()).isPresent()
                    && told().subject().equals(other.told().subject())
                    && targets().equals(other.targets());
        }

        private String targets() {
            return name.substring(name.indexOf('/') + 1);
        }
    }

    /** A policy version that changed its stage, or was proposed or approved. */
    public record PolicyStep(Told told, String policy, String version) {}

    /** A decision, and the version of the policy it was made under. */
    public record Decided(Told told, long count, String decision, Optional<String> policy) {}
}
