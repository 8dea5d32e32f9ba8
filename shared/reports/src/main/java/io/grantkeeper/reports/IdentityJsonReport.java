package io.grantkeeper.reports;

import io.grantkeeper.behavior.ProfileOverview;
import io.grantkeeper.detection.ApprovalStatus;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.IdentityStatements;
import io.grantkeeper.identity.store.JoinedIdentityEvidence;
import io.grantkeeper.identity.store.JoinedPersonEvidence;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.SourcedTimestamp;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One identity in the form that {@code grantkeeper show --json} prints: all rows, and the combined evidence.
 *
 * @param basis the basis of the statements on each topic
 * @param behavior the identity's normal behavior; empty if no log names the identity
 */
public record IdentityJsonReport(
        StoredRecord<NonHumanIdentity> identity,
        List<StoredRecord<Grant>> grants,
        List<StoredRecord<Credential>> credentials,
        List<AccessEvent> events,
        List<UsageHistory> usage,
        Optional<IdentitySummary> summary,
        List<Finding> findings,
        List<RevocationAttempt> revocations,
        Evidence evidence,
        SortedMap<String, StatementBasisReport> basis,
        ApprovalStatus approval,
        Optional<ProfileOverview> behavior) {
    /**
     * The combined evidence from listings, logs and usage reports.
     *
     * @param given when and by whom each grant was given, keyed by the grant's key
     * @param inception the delay until the identity was detected, separated into the provider's part and Grantkeeper's
     *     part; empty if unknown
     * @param logsReadUpTo the time up to which all logs of the connection have been read
     */
    public record Evidence(
            SourcedTimestamp lastUse,
            SortedMap<String, Given> given,
            Optional<JoinedIdentityEvidence.DetectionDelay> inception,
            Optional<Instant> logsReadUpTo) {}

    /** The time at which a grant was given, and the person who gave it. */
    public record Given(SourcedTimestamp at, JoinedPersonEvidence by) {}

    public static IdentityJsonReport of(
            JoinedIdentityEvidence joined,
            IdentityStatements statements,
            List<RevocationAttempt> revocations,
            ApprovalStatus approval,
            Optional<ProfileOverview> behavior) {
        IdentityRecord identityRecord = joined.dossier();
        SortedMap<String, Given> given = new TreeMap<>();
        identityRecord
                .grants()
                .forEach(grant ->
                        given.put(grant.content().key(), new Given(joined.grantedAt(grant), joined.grantedBy(grant))));
        return new IdentityJsonReport(
                identityRecord.identity(),
                identityRecord.grants(),
                identityRecord.credentials(),
                identityRecord.events(),
                identityRecord.usage(),
                identityRecord.summary(),
                identityRecord.findings(),
                List.copyOf(revocations),
                new Evidence(joined.lastUse(), given, joined.detectionDelay(), joined.logsReadUpTo()),
                StatementBasisReport.all(statements),
                approval,
                behavior);
    }
}
