package io.grantkeeper.ledger.entry;

import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened. Components are names, codes, counts and digests; never a person, never a text that a person wrote.
 */
public sealed interface Happening {
    /** A non-human identity was seen for the first time; {@code baseline}: by the connection's first sweep. */
    record IdentityRegistered(String form, boolean baseline) implements Happening {}

    /**
     * What an identity holds, or itself, is not what it was.
     *
     * @param row what changed: {@code identity}, or {@code grant} or {@code credential} with its key in digest form
     * @param how {@code appeared}, {@code changed}, {@code vanished} or {@code returned}
     * @param before digest of the content before; empty where there was none
     * @param after digest of the content after
     * @param permissions what is held now, in the provider's own names; empty for anything but grants
     * @param reach over what: {@code all}, {@code selected}, {@code unknown}; empty for anything but grants
     * @param subject the salted digest of whose data it concerns, or {@code tenant}; empty for anything but grants
     */
    record ChangeObserved(
            String row,
            String how,
            Optional<String> before,
            String after,
            List<String> permissions,
            Optional<String> reach,
            Optional<String> subject)
            implements Happening {
        public ChangeObserved {
            permissions = List.copyOf(permissions);
        }
    }

    record FindingOpened(String key, FindingType type, Severity severity) implements Happening {}

    record FindingClosed(String key) implements Happening {}

    /** @param version of the policy text, as its digest */
    record PolicyProposed(String policy, String version) implements Happening {}

    record PolicyApproved(String policy, String version) implements Happening {}

    /** @param stage of the trust ladder it now stands on */
    record PolicyPromoted(String policy, String version, String stage) implements Happening {}

    record PolicyDemoted(String policy, String version, String stage, String reason) implements Happening {}

    /** One decision that is worth an entry of its own. */
    record DecisionMade(String request, String action, String decision, List<String> reasons) implements Happening {
        public DecisionMade {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Many decisions, each a leaf of a sub-tree whose root stands here: each stays provable by a second proof.
     *
     * @param root of the sub-tree, base64
     */
    record DecisionsMade(int count, String root) implements Happening {}

    /**
     * Somebody allowed something.
     *
     * @param until empty where it holds until it is withdrawn
     */
    record ApprovalGiven(String what, Optional<String> until) implements Happening {}

    record RevocationPreviewed(String revocation, String preview) implements Happening {}

    record RevocationDone(String revocation, String outcome) implements Happening {}

    record RevocationFailed(String revocation, String problem) implements Happening {}

    /** @param findings keys of those it told of */
    record AlertSent(String send, String channel, String recipient, List<String> findings) implements Happening {
        public AlertSent {
            findings = List.copyOf(findings);
        }
    }

    /** @param answer keep, reduce, revoke or not mine */
    record OwnerAnswered(String send, String answer) implements Happening {}

    record ReviewDecided(String campaign, String item, String outcome) implements Happening {}

    /** @param parts digest of each part of the configuration, by its name */
    record ConfigurationChanged(String configuration, Map<String, String> parts) implements Happening {
        public ConfigurationChanged {
            parts = Map.copyOf(parts);
        }
    }

    /** @param problem the code of why something cannot be seen */
    record CoverageGapOpened(String connection, StreamId stream, String problem) implements Happening {}

    record CoverageGapClosed(String connection, StreamId stream) implements Happening {}
}
