package io.grantkeeper.ledger.entry;

import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of an entry: what happened. The components are names, codes, counts and digests. They never name a
 * person, and never contain text that a person wrote.
 */
public sealed interface LedgerEvent {
    /**
     * A non-human identity was seen for the first time.
     *
     * @param form the provider's own type of the identity
     * @param baseline whether the connection's first sweep found the identity
     */
    record IdentityRegistered(String form, boolean baseline) implements LedgerEvent {}

    /**
     * An identity or its access changed.
     *
     * @param row what changed: {@code identity}, or {@code grant} or {@code credential} with a digest of its key
     * @param how {@code appeared}, {@code changed}, {@code vanished} or {@code returned}
     * @param before the digest of the previous content; empty if there was none
     * @param after the digest of the new content
     * @param permissions the current permissions in the provider's own names; empty except for grants
     * @param reach the reach of the grant: {@code all}, {@code selected} or {@code unknown}; empty except for grants
     * @param subject the salted digest of the grant subject, or {@code tenant}; empty except for grants
     */
    record ChangeObserved(
            String row,
            String how,
            Optional<String> before,
            String after,
            List<String> permissions,
            Optional<String> reach,
            Optional<String> subject)
            implements LedgerEvent {
        public ChangeObserved {
            permissions = List.copyOf(permissions);
        }
    }

    record FindingOpened(String key, FindingType type, Severity severity) implements LedgerEvent {}

    record FindingClosed(String key) implements LedgerEvent {}

    /**
     * A policy was proposed.
     *
     * @param version the digest of the policy text
     */
    record PolicyProposed(String policy, String version) implements LedgerEvent {}

    record PolicyApproved(String policy, String version) implements LedgerEvent {}

    /**
     * A policy was promoted.
     *
     * @param stage the policy's new stage on the trust ladder
     */
    record PolicyPromoted(String policy, String version, String stage) implements LedgerEvent {}

    record PolicyDemoted(String policy, String version, String stage, String reason) implements LedgerEvent {}

    /** One decision was made. Only certain decisions get a separate entry, for example denials by a guardrail. */
    record DecisionMade(String request, String action, String decision, List<String> reasons) implements LedgerEvent {
        public DecisionMade {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Many decisions were made. The entry contains only the root of a Merkle tree whose leaves are the decisions.
     * Therefore the proof of a decision has two parts: from the decision to this root, and from this entry to a
     * checkpoint.
     *
     * @param count the number of decisions
     * @param root the root of the tree in base64
     */
    record DecisionsMade(int count, String root) implements LedgerEvent {}

    /**
     * A person approved something.
     *
     * @param until the end of the approval; empty if it is valid until withdrawn
     */
    record ApprovalGiven(String what, Optional<String> until) implements LedgerEvent {}

    /**
     * The state of an approval of record changed.
     *
     * @param subject the product or client id that the approval is about; {@code identity} if the entry names the
     *     identity
     * @param from the code of the previous state, for example {@code under-review}
     * @param to the code of the new state
     * @param source where the decision came from, for example {@code review}
     * @param until the end of the approval; empty if it is valid until withdrawn
     */
    record ApprovalChanged(String subject, String from, String to, String source, Optional<String> until)
            implements LedgerEvent {}

    /**
     * An incident was opened, grew, was answered by an owner, was closed or was merged. Its findings have separate
     * entries.
     *
     * @param change {@code opened}, {@code grown}, {@code answered}, {@code closed} or {@code merged}
     * @param stage how far the attack has progressed, if the incident is an attack
     * @param findings the number of entries in the incident's timeline
     * @param verdict a person's verdict: {@code true}, {@code benign} or {@code false}; empty while the incident is
     *     open
     * @param session the digest of the console's session in which the incident was closed; empty for other changes,
     *     outside the console, and in entries that older versions wrote
     */
    record IncidentChanged(
            String incident,
            String change,
            Severity severity,
            String stage,
            int findings,
            Optional<String> verdict,
            Optional<String> session)
            implements LedgerEvent {}

    record RevocationPreviewed(String revocation, String preview) implements LedgerEvent {}

    record RevocationDone(String revocation, String outcome) implements LedgerEvent {}

    record RevocationFailed(String revocation, String problem) implements LedgerEvent {}

    /**
     * An alert was sent.
     *
     * @param findings the keys of the findings in the alert
     */
    record AlertSent(String send, String channel, String recipient, List<String> findings) implements LedgerEvent {
        public AlertSent {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The ticket for a finding changed in another system.
     *
     * @param ticket the key with which the ticket was opened
     * @param target the configured id of the system
     * @param status {@code open}, {@code acknowledged}, {@code handled}, {@code closed} or {@code rejected}
     */
    record TicketChanged(String ticket, String target, String finding, String status) implements LedgerEvent {}

    /**
     * A person decided which alerts are sent.
     *
     * @param change released, taken-back, muted, unmuted, snoozed or resumed
     * @param subject the subject of the decision; people as digests
     * @param until when the decision ends; empty if it has no end
     */
    record AlertsChanged(String change, String subject, Optional<String> until) implements LedgerEvent {}

    /**
     * An owner answered a question.
     *
     * @param answer keep, reduce, revoke or not mine
     */
    record OwnerAnswered(String send, String answer) implements LedgerEvent {}

    record ReviewDecided(String campaign, String item, String outcome) implements LedgerEvent {}

    /**
     * A person or program requested a change in the console. The effects of the change have separate entries.
     *
     * @param operation the name of the API's operation
     * @param issuer the salted digest of the issuer that vouches for the caller
     * @param session the digest of the session, or {@code none} for a program
     */
    record ChangeRequested(String operation, String issuer, String session) implements LedgerEvent {}

    /**
     * A person signed in to the console.
     *
     * @param method {@code oidc} or {@code link}
     * @param issuer the salted digest of the issuer that vouches for the person
     * @param session the digest of the new session
     */
    record SessionStarted(String method, String issuer, String session) implements LedgerEvent {}

    /**
     * A person or program requested a file with many records from the console.
     *
     * @param operation the name of the API's operation
     * @param issuer the salted digest of the issuer that vouches for the caller
     * @param session the digest of the session, or {@code none} for a program
     */
    record DataExported(String operation, String issuer, String session) implements LedgerEvent {}

    /**
     * The configuration changed.
     *
     * @param parts the digest of each part of the configuration, by name
     */
    record ConfigurationChanged(String configuration, Map<String, String> parts) implements LedgerEvent {
        public ConfigurationChanged {
            parts = Map.copyOf(parts);
        }
    }

    /**
     * A coverage gap opened.
     *
     * @param problem the code of the problem that caused the gap
     */
    record CoverageGapOpened(String connection, StreamId stream, String problem) implements LedgerEvent {}

    record CoverageGapClosed(String connection, StreamId stream) implements LedgerEvent {}
}
